package dev.switchboard.application.service.console;

import static java.util.stream.Collectors.toCollection;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.QueueChange;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.QueueTarget;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.application.service.time.Coalescer;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.QueuePosition;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The handoffs of each queue in order, and the consoles that watch it. Each change of a queue has
/// its own version, so that a console notices a missing one. Consoles are told the changes of a
/// moment together, because a busy queue has many changes and many watchers.
final class QueueViews {

    private static final int SHOWN = 200;

    private final List<QueueId> everywhere;
    private final Coalescer<QueueId> changed;
    private final Map<Name, View> views = new TreeMap<>();

    /// Held while consoles are told, so that they are told in order. Never taken inside the other
    /// lock, which steps of handoffs wait for.
    private final ReentrantLock telling = new ReentrantLock();

    /// @param everywhere the queues of every tenant
    QueueViews(List<QueueId> everywhere, Later later) {
        this.everywhere = List.copyOf(everywhere);
        this.changed = later.together(_ -> tell());
    }

    /// A tenant's queue.
    record Name(TenantId tenant, QueueId queue) implements Comparable<Name> {

        private static final Comparator<Name> ORDER =
                Comparator.comparing((Name name) -> name.tenant().value())
                        .thenComparing(name -> name.queue().value());

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /// The order of handoffs that wait: the more urgent first. The id decides between equal times.
    private record Rank(Priority priority, QueuePosition place, HandoffId id)
            implements Comparable<Rank> {

        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::priority)
                        .reversed()
                        .thenComparing(Rank::place)
                        .thenComparing(rank -> rank.id().value());

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class View {

        private final NavigableMap<Rank, Queued> items = new TreeMap<>();
        private final Set<Console> watchers = new HashSet<>();
        private final Map<HandoffId, QueueChange> untold = new LinkedHashMap<>();
        private final AtomicLong version = new AtomicLong();

        /// A handoff that came and left in between is reported too, because its offer may have been
        /// seen.
        void changed(QueueChange change) {
            QueueChange last = untold.remove(change.handoff());
            boolean added = last == null ? change.added() : last.added();
            untold.put(change.handoff(), new QueueChange(change.handoff(), change.now(), added));
        }

        /// Returns the update of the collected changes.
        ConsoleEvent.QueueUpdate told(QueueId queue) {
            List<QueueChange> changes = List.copyOf(untold.values());
            untold.clear();
            return new ConsoleEvent.QueueUpdate(
                    queue, version.addAndGet(changes.size()), items.size(), changes);
        }
    }

    private View view(Name name) {
        return views.computeIfAbsent(name, _ -> new View());
    }

    /// Whether this queue exists.
    boolean exists(QueueId queue) {
        return everywhere.contains(queue);
    }

    /// Returns the depth of each queue that agents of a tenant may see, including one that is no
    /// longer configured until it is empty.
    synchronized Map<QueueId, Integer> depths(TenantId tenant) {
        Map<QueueId, Integer> depths = new LinkedHashMap<>();
        for (QueueId queue : permitted(tenant)) {
            depths.put(queue, view(new Name(tenant, queue)).items.size());
        }
        return depths;
    }

    private Set<QueueId> permitted(TenantId tenant) {
        Set<QueueId> queues = new TreeSet<>(Comparator.comparing(QueueId::value));
        queues.addAll(everywhere);
        views.forEach((name, view) -> {
            if (name.tenant().equals(tenant) && !view.items.isEmpty()) {
                queues.add(name.queue());
            }
        });
        return queues;
    }

    /// Makes these the only queues that the console follows.
    ///
    /// @param wanted null for all
    Set<QueueId> watch(Console console, @Nullable Set<QueueId> wanted) {
        telling.lock();
        try {
            tellUntold();
            List<ConsoleEvent.QueueSnapshot> snapshots = watched(console, wanted);
            snapshots.forEach(console::tell);
            return snapshots.stream()
                    .map(ConsoleEvent.QueueSnapshot::queue)
                    .collect(toCollection(LinkedHashSet::new));
        } finally {
            telling.unlock();
        }
    }

    private synchronized List<ConsoleEvent.QueueSnapshot> watched(
            Console console, @Nullable Set<QueueId> wanted) {
        unwatch(console);
        TenantId tenant = console.agent().tenant();
        List<ConsoleEvent.QueueSnapshot> snapshots = new ArrayList<>();
        if (console.feeds().ended()) {
            return snapshots;
        }
        for (QueueId queue : permitted(tenant)) {
            if (wanted == null || wanted.contains(queue)) {
                View view = view(new Name(tenant, queue));
                view.watchers.add(console);
                snapshots.add(snapshot(queue, view));
            }
        }
        return snapshots;
    }

    synchronized void unwatch(Console console) {
        views.values().forEach(view -> view.watchers.remove(console));
    }

    private static ConsoleEvent.QueueSnapshot snapshot(QueueId queue, View view) {
        List<Queued> first = view.items.values().stream().limit(SHOWN).toList();
        return new ConsoleEvent.QueueSnapshot(
                queue,
                view.version.get(),
                view.items.size(),
                view.items.values().stream()
                        .map(item -> item.place().since())
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                first);
    }

    /// Forgets the queues of tenants whose desk another hub may have.
    synchronized void lose(Partitions some) {
        views.keySet().removeIf(name -> some.contains(name.tenant()));
    }

    /// Follows a step of a handoff.
    synchronized void stepped(@Nullable Handoff before, Handoff now) {
        Queued left = before instanceof Queued queued ? queued : null;
        Queued there = now instanceof Queued queued ? queued : null;
        boolean stays = left != null && there != null && left.queue().equals(there.queue());
        if (left != null) {
            View view = view(name(left));
            view.items.remove(rank(left));
            if (!stays) {
                view.changed(new QueueChange(left.id(), null, false));
                changed.add(left.queue());
            }
        }
        if (there != null) {
            View view = view(name(there));
            view.items.put(rank(there), there);
            view.changed(new QueueChange(there.id(), there, !stays));
            changed.add(there.queue());
        }
    }

    private void tell() {
        telling.lock();
        try {
            tellUntold();
        } finally {
            telling.unlock();
        }
    }

    private void tellUntold() {
        untold().forEach(Runnable::run);
    }

    private synchronized List<Runnable> untold() {
        List<Runnable> tellings = new ArrayList<>();
        views.forEach((name, view) -> {
            if (!view.untold.isEmpty()) {
                ConsoleEvent.QueueUpdate update = view.told(name.queue());
                List<Console> watchers = List.copyOf(view.watchers);
                tellings.add(() -> watchers.forEach(console -> console.tell(update)));
            }
        });
        return tellings;
    }

    private static Name name(Queued item) {
        return new Name(item.details().tenant(), item.queue());
    }

    private static Rank rank(Queued item) {
        return new Rank(item.details().priority(), item.place(), item.id());
    }

    /// Returns the tenants with handoffs that have no offer.
    synchronized Set<TenantId> waiting() {
        return views.entrySet().stream()
                .filter(entry -> waitingIn(entry.getValue()).findAny().isPresent())
                .map(entry -> entry.getKey().tenant())
                .collect(toCollection(LinkedHashSet::new));
    }

    /// Returns a tenant's handoffs that have no offer, in the order in which they are offered,
    /// whatever their queue.
    synchronized List<Waiting> waiting(TenantId tenant) {
        return views.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .flatMap(entry -> waitingIn(entry.getValue()))
                .sorted(Comparator.comparing(QueueViews::rank))
                .toList();
    }

    private static Stream<Waiting> waitingIn(View view) {
        return view.items.values().stream()
                .filter(Waiting.class::isInstance)
                .map(Waiting.class::cast);
    }

    /// Returns the queues of a tenant to which conversations may be transferred, with who waits
    /// there.
    synchronized List<QueueTarget> targets(TenantId tenant) {
        return everywhere.stream()
                .map(queue -> figure(new Name(tenant, queue)))
                .map(figure -> new QueueTarget(figure.queue(), figure.waiting(), figure.oldest()))
                .toList();
    }

    /// Returns the figures of each queue of the tenants that are known here; the default one always
    /// is.
    synchronized List<QueueFigure> figures() {
        Set<TenantId> tenants = new LinkedHashSet<>(Set.of(TenantId.DEFAULT));
        views.keySet().forEach(name -> tenants.add(name.tenant()));
        return tenants.stream()
                .flatMap(tenant ->
                        permitted(tenant).stream().map(queue -> figure(new Name(tenant, queue))))
                .toList();
    }

    private QueueFigure figure(Name name) {
        Collection<Queued> items = view(name).items.values();
        Instant oldest =
                items.stream()
                        .map(item -> item.place().since())
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new QueueFigure(name.tenant(), name.queue(), items.size(), oldest);
    }
}
