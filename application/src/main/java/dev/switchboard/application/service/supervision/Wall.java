package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.console.Console;
import dev.switchboard.application.service.time.Coalescer;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The walls of those tenants whose supervisors look at them. A wall is read anew after something
/// changed, and its watchers are told the difference: so it cannot drift from what it shows. What
/// changes within a moment is told together.
final class Wall implements WatchWall {

    private static final Logger LOG = LoggerFactory.getLogger(Wall.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// The interval in which the day of queues is counted while things happen.
    private static final Duration COUNTED = Duration.ofSeconds(5);

    /// The number of these intervals after which it is counted when nothing happens: days end, and
    /// steps may be late.
    private static final int SELDOM = 12;

    /// A count that fails is begun anew, with all steps of the day, while the store may be ill.
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Agents agents;
    private final WallReader reader;
    private final UserWaits waits;
    private final Later later;
    private final QueueDays days;
    private final Coalescer<Side> changed;
    private final ConcurrentMap<Side, Seen> walls = new ConcurrentHashMap<>();
    private final ConcurrentMap<Side, Counted> counted = new ConcurrentHashMap<>();

    /// Held while a wall is read and told, so that its versions are told in order.
    private final ReentrantLock telling = new ReentrantLock();

    Wall(Agents agents, WallReader reader, UserWaits waits, QueueDays days, Later later) {
        this.agents = agents;
        this.reader = reader;
        this.waits = waits;
        this.days = days;
        this.later = later;
        this.changed = later.together(sides -> sides.forEach(this::look));
    }

    /// A tenant's wall as those see it whose day begins in one zone.
    private record Side(TenantId tenant, ZoneId zone) {}

    /// The day of a side that is watched.
    private static final class Counted {

        private final QueueDays.Day day;
        private final AtomicBoolean due = new AtomicBoolean(true);
        private final AtomicInteger rounds = new AtomicInteger();

        Counted(QueueDays.Day day) {
            this.day = day;
        }
    }

    /// A wall as it was told last, by the lines' names.
    private record Seen(
            List<Console> watchers,
            long version,
            Map<QueueId, QueueLine> queues,
            Map<AgentId, AgentLine> agents,
            Map<ConversationId, ChatLine> chats) {

        private static final Seen NOTHING = new Seen(List.of(), 0, Map.of(), Map.of(), Map.of());

        private static Seen of(List<Console> watchers, long version, Lines lines) {
            return new Seen(
                    watchers,
                    version,
                    named(lines.queues(), QueueLine::queue),
                    named(lines.agents(), AgentLine::agent),
                    named(lines.chats(), ChatLine::conversation));
        }

        Seen watchedBy(Stream<Console> others) {
            return new Seen(others.toList(), version, queues, agents, chats);
        }

        Lines lines() {
            return new Lines(
                    List.copyOf(queues.values()),
                    List.copyOf(agents.values()),
                    List.copyOf(chats.values()));
        }

        /// @return null if both look alike
        ConsoleEvent.@Nullable WallUpdate since(Seen before) {
            Lines different =
                    new Lines(
                            different(queues, before.queues, Objects::equals),
                            different(agents, before.agents, Objects::equals),
                            different(chats, before.chats, ChatLine::looksLike));
            List<AgentId> agentsGone = missing(before.agents, agents);
            List<ConversationId> chatsGone = missing(before.chats, chats);
            boolean same =
                    different.equals(Lines.NONE) && agentsGone.isEmpty() && chatsGone.isEmpty();
            return same
                    ? null
                    : new ConsoleEvent.WallUpdate(version, different, agentsGone, chatsGone);
        }
    }

    @Override
    public Shown watch(ClientId id, @Nullable ZoneId zone) {
        Console console = agents.console(id);
        if (!console.supervisor()) {
            return DeskRefusal.FORBIDDEN;
        }
        Side side = new Side(console.agent().tenant(), zone == null ? ZoneOffset.UTC : zone);
        return exclusively(() -> begin(console, side));
    }

    private Shown begin(Console console, Side side) {
        leave(console, side);
        // what changes from now on finds that there is a wall, though it is not read yet
        Seen before = walls.putIfAbsent(side, Seen.NOTHING);
        Seen seen = toldAnew(side, before == null ? Seen.NOTHING : before);
        Stream<Console> others = seen.watchers().stream().filter(other -> other != console);
        walls.put(side, seen.watchedBy(Stream.concat(others, Stream.of(console))));
        console.tell(new ConsoleEvent.WallSnapshot(seen.version(), seen.lines()));
        Counted today = new Counted(days.today(side.tenant(), side.zone()));
        if (counted.putIfAbsent(side, today) == null) {
            later.now(() -> count(side));
        }
        return new Shown.Begun(seen.version());
    }

    private Stream<Side> sides(TenantId tenant) {
        return walls.keySet().stream().filter(side -> side.tenant().equals(tenant));
    }

    /// @param next what the console watches from now on; null for nothing
    private void leave(Console console, @Nullable Side next) {
        sides(console.agent().tenant())
                .filter(side -> !side.equals(next))
                .forEach(side -> keep(side, other -> other != console));
    }

    /// Counts the day of a side again and again, as long as somebody watches it.
    private void count(Side side) {
        Counted now =
                counted.computeIfPresent(side, (_, it) -> walls.containsKey(side) ? it : null);
        if (now == null) {
            return;
        }
        Duration pause = AFTER_A_FAILURE;
        try {
            if (now.due.getAndSet(false) || now.rounds.incrementAndGet() % SELDOM == 0) {
                countNow(side, now);
            }
            pause = COUNTED;
        } catch (StoreUnavailableException e) {
            LOG.debug("A day waits for the store: {}", e.getMessage());
            now.due.set(true);
        } finally {
            later.in(pause, () -> count(side));
        }
    }

    private void countNow(Side side, Counted now) {
        if (now.day.count()) {
            changed.add(side);
        }
    }

    @Override
    public void unwatch(ClientId id) {
        agents.find(id)
                .ifPresent(console ->
                        exclusively(() -> {
                            leave(console, null);
                            return console;
                        }));
    }

    /// @return whether anybody watches it still
    private boolean keep(Side side, Predicate<Console> who) {
        Seen left =
                walls.computeIfPresent(
                        side,
                        (_, seen) -> {
                            Seen kept = seen.watchedBy(seen.watchers().stream().filter(who));
                            return kept.watchers().isEmpty() ? null : kept;
                        });
        if (left == null && sides(side.tenant()).findAny().isEmpty()) {
            waits.keepOnly(side.tenant(), Set.of());
        }
        return left != null;
    }

    private <T> T exclusively(Supplier<T> work) {
        telling.lock();
        try {
            return work.get();
        } finally {
            telling.unlock();
        }
    }

    /// Something of the tenant changed. Never blocks.
    void touched(TenantId tenant) {
        sides(tenant).forEach(changed::add);
    }

    /// Something changed by which the tenant's days are counted. Never blocks.
    void countAnew(TenantId tenant) {
        counted.forEach((side, day) -> {
            if (side.tenant().equals(tenant)) {
                day.due.set(true);
            }
        });
        touched(tenant);
    }

    /// Follows what users and agents say. Never blocks.
    void hear(Event event) {
        if (event instanceof Event.Appended(var message, _)) {
            heard(message);
        }
    }

    /// Never blocks.
    void heard(Message message) {
        if (!walls.isEmpty()) {
            waits.hear(message).ifPresent(this::touched);
        }
    }

    /// Messages of the conversation may not have been heard. Never blocks.
    void doubt(ConversationId conversation) {
        waits.forget(conversation).ifPresent(this::touched);
    }

    void stepped(Handoff now) {
        countAnew(now.details().tenant());
    }

    private void look(Side side) {
        var _ =
                exclusively(() -> {
                    boolean watched = keep(side, this::isThere);
                    if (watched) {
                        tellAnew(side);
                    }
                    return watched;
                });
    }

    private boolean isThere(Console console) {
        return agents.find(console.id()).orElse(null) == console;
    }

    private void tellAnew(Side side) {
        try {
            Seen before = walls.get(side);
            if (before != null) {
                walls.put(side, toldAnew(side, before));
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("A wall waits for the store: {}", e.getMessage());
            later.in(AGAIN, () -> changed.add(side));
        }
    }

    /// Reads the wall and tells its watchers what is different.
    private Seen toldAnew(Side side, Seen before) {
        Counted day = counted.get(side);
        Lines lines = reader.read(side.tenant(), queue -> day == null ? null : day.day.of(queue));
        Seen now = Seen.of(before.watchers(), before.version() + 1, lines);
        ConsoleEvent.WallUpdate update = now.since(before);
        if (update == null) {
            return before;
        }
        now.watchers().forEach(console -> console.tell(update));
        return now;
    }

    private static <K, L> Map<K, L> named(List<L> lines, Function<L, K> name) {
        Map<K, L> named = new LinkedHashMap<>();
        lines.forEach(line -> named.put(name.apply(line), line));
        return named;
    }

    private static <K, L> List<L> different(
            Map<K, L> now, Map<K, L> before, BiPredicate<L, L> alike) {
        Map<K, L> rest = new HashMap<>(now);
        rest.entrySet()
                .removeIf(line -> {
                    L old = before.get(line.getKey());
                    return old != null && alike.test(line.getValue(), old);
                });
        return List.copyOf(rest.values());
    }

    private static <K> List<K> missing(Map<K, ?> before, Map<K, ?> now) {
        return before.keySet().stream().filter(key -> !now.containsKey(key)).toList();
    }
}
