package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

    private static final Logger log = LoggerFactory.getLogger(Wall.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Agents agents;
    private final WallReader reader;
    private final UserWaits waits;
    private final Later later;
    private final Coalescer<TenantId> changed;
    private final ConcurrentMap<TenantId, Seen> walls = new ConcurrentHashMap<>();

    /// Held while a wall is read and told, so that its versions are told in order.
    private final ReentrantLock telling = new ReentrantLock();

    Wall(Agents agents, WallReader reader, UserWaits waits, Later later) {
        this.agents = agents;
        this.reader = reader;
        this.waits = waits;
        this.later = later;
        this.changed = later.together(tenants -> tenants.forEach(this::look));
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
        Notice.@Nullable WallUpdate since(Seen before) {
            Lines different =
                    new Lines(
                            different(queues, before.queues, Objects::equals),
                            different(agents, before.agents, Objects::equals),
                            different(chats, before.chats, ChatLine::looksLike));
            List<AgentId> agentsGone = missing(before.agents, agents);
            List<ConversationId> chatsGone = missing(before.chats, chats);
            boolean same =
                    different.equals(Lines.NONE) && agentsGone.isEmpty() && chatsGone.isEmpty();
            return same ? null : new Notice.WallUpdate(version, different, agentsGone, chatsGone);
        }
    }

    @Override
    public Shown watch(ClientId id) {
        Console console = agents.console(id).orElse(null);
        if (console == null) {
            return DeskRefusal.NOT_FOUND;
        }
        if (!console.supervisor()) {
            return DeskRefusal.FORBIDDEN;
        }
        return exclusively(() -> begin(console));
    }

    private Shown begin(Console console) {
        TenantId tenant = console.agent().tenant();
        // what changes from now on finds that there is a wall, though it is not read yet
        Seen before = walls.putIfAbsent(tenant, Seen.NOTHING);
        Seen seen = toldAnew(tenant, before == null ? Seen.NOTHING : before);
        Stream<Console> others = seen.watchers().stream().filter(other -> other != console);
        walls.put(tenant, seen.watchedBy(Stream.concat(others, Stream.of(console))));
        console.tell(new Notice.WallSnapshot(seen.version(), seen.lines()));
        return new Shown.Begun(seen.version());
    }

    @Override
    public void unwatch(ClientId id) {
        agents.console(id)
                .ifPresent(console ->
                        exclusively(
                                () -> keep(console.agent().tenant(), other -> other != console)));
    }

    /// @return whether anybody watches it still
    private boolean keep(TenantId tenant, Predicate<Console> who) {
        Seen left =
                walls.computeIfPresent(
                        tenant,
                        (_, seen) -> {
                            Seen kept = seen.watchedBy(seen.watchers().stream().filter(who));
                            return kept.watchers().isEmpty() ? null : kept;
                        });
        if (left == null) {
            waits.keepOnly(tenant, Set.of());
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
        if (walls.containsKey(tenant)) {
            changed.add(tenant);
        }
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

    void stepped(Handoff now) {
        touched(now.matter().tenant());
    }

    private void look(TenantId tenant) {
        var _ =
                exclusively(() -> {
                    boolean watched = keep(tenant, this::isThere);
                    if (watched) {
                        tellAnew(tenant);
                    }
                    return watched;
                });
    }

    private boolean isThere(Console console) {
        return agents.console(console.id()).orElse(null) == console;
    }

    private void tellAnew(TenantId tenant) {
        try {
            Seen before = walls.get(tenant);
            if (before != null) {
                walls.put(tenant, toldAnew(tenant, before));
            }
        } catch (StoreUnavailableException e) {
            log.debug("A wall waits for the store: {}", e.getMessage());
            later.in(AGAIN, () -> touched(tenant));
        }
    }

    /// Reads the wall and tells its watchers what is different.
    private Seen toldAnew(TenantId tenant, Seen before) {
        Seen now = Seen.of(before.watchers(), before.version() + 1, reader.read(tenant));
        Notice.WallUpdate update = now.since(before);
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
