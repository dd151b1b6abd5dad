package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserPresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The watchers of one organisation's topics, and the distribution of changes to them.
///
/// A change is noted at the few topics it touches: its user's and those of the user's groups. Noted
/// changes go out in rounds, the first at once and then one every 20 ms, by one worker for each 256
/// watchers. A round begins when the previous one is over: under overload, changes share frames and
/// stay in order.
public final class Board implements Consumer<OrganisationChange> {

    public static final long ROUND_NANOS = 20_000_000;

    /// The number of watchers per worker.
    private static final int SHARE = 256;

    private final OrgId org;
    private final Tools tools;
    private final Map<Topic, Watch> watches = new ConcurrentHashMap<>();

    // guarded by this
    private List<Watch> touched = new ArrayList<>();
    private boolean busy;
    private long oldest;
    private long lastRound;

    /// The tools that boards share.
    ///
    /// @param workers deliver batches
    public record Tools(Later later, Executor workers, LongSupplier nanoTime, Figures figures) {}

    /// Runs a task after some nanoseconds; the task must not block.
    public interface Later {
        void run(long nanos, Runnable task);
    }

    /// Receives the metrics of boards.
    public interface Figures {

        /// Counts a change for watchers.
        void changed();

        /// Records the time from a round's oldest change until all watchers were told.
        void toldWithin(long nanos);
    }

    Board(OrgId org, Tools tools) {
        this.org = org;
        this.tools = tools;
        this.lastRound = tools.nanoTime().getAsLong() - ROUND_NANOS;
    }

    /// The watchers of a topic and its noted changes.
    private static final class Watch {
        private final Topic topic;
        private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet(1);

        // guarded by the board
        private @Nullable Map<Long, Item> pending;
        private boolean ended;

        private Watch(Topic topic) {
            this.topic = topic;
        }

        void note(Item item) {
            Map<Long, Item> noted = pending == null ? new LinkedHashMap<>() : pending;
            pending = noted;
            noted.merge(item.user().number(), item, Item::newer);
        }

        TopicBatch take() {
            List<Item> items = pending == null ? List.of() : List.copyOf(pending.values());
            TopicBatch batch = new TopicBatch(topic, items, ended);
            pending = null;
            ended = false;
            return batch;
        }
    }

    public void add(Watcher watcher) {
        watches.compute(
                watcher.topic(),
                (topic, found) -> {
                    Watch watch = found == null ? new Watch(topic) : found;
                    watch.watchers.add(watcher);
                    return watch;
                });
    }

    public void remove(Watcher watcher) {
        watches.computeIfPresent(
                watcher.topic(),
                (_, watch) -> {
                    watch.watchers.remove(watcher);
                    return watch.watchers.isEmpty() ? null : watch;
                });
    }

    /// Whether there are no watchers.
    public boolean isIdle() {
        return watches.isEmpty();
    }

    /// Notes a change. Called in the order of changes; must not block.
    @Override
    public void accept(OrganisationChange change) {
        tools.figures().changed();
        switch (change) {
            case OrganisationChange.Presence seen -> {
                Item line = new Item.Line(seen.user(), seen.seq());
                touch(Topic.Kind.USER, seen.user().user().number(), line, false);
                seen.groups().forEach(group -> touch(Topic.Kind.GROUP, group, line, false));
            }
            case OrganisationChange.Joined joined ->
                    touch(
                            Topic.Kind.GROUP,
                            joined.group(),
                            new Item.Line(joined.user(), joined.seq()),
                            false);
            case OrganisationChange.Left left ->
                    touch(
                            Topic.Kind.GROUP,
                            left.group(),
                            new Item.Gone(left.user(), left.version(), left.seq()),
                            false);
            case OrganisationChange.UserRemoved removed -> {
                UserPresence nothing =
                        UserPresence.unreported(removed.user()).atVersion(removed.version());
                touch(
                        Topic.Kind.USER,
                        removed.user().number(),
                        new Item.Line(nothing, removed.seq()),
                        true);
                Item gone = new Item.Gone(removed.user(), removed.version(), removed.seq());
                removed.groups().forEach(group -> touch(Topic.Kind.GROUP, group, gone, false));
            }
            case OrganisationChange.GroupRemoved removed ->
                    touch(Topic.Kind.GROUP, removed.group(), null, true);
            case OrganisationChange.Unread unread ->
                    touch(Topic.Kind.UNREAD, unread.user().number(), Item.Count.of(unread), false);
        }
    }

    private void touch(Topic.Kind kind, long number, @Nullable Item item, boolean ends) {
        Watch watch = watches.get(new Topic(kind, org, number));
        if (watch != null) {
            note(watch, item, ends);
        }
    }

    private void note(Watch watch, @Nullable Item item, boolean ends) {
        long wait;
        synchronized (this) {
            long now = tools.nanoTime().getAsLong();
            if (touched.isEmpty()) {
                oldest = now;
            }
            if (watch.pending == null && !watch.ended) {
                touched.add(watch);
            }
            if (item != null) {
                watch.note(item);
            }
            watch.ended |= ends;
            if (busy) {
                return;
            }
            busy = true;
            wait = untilNextRound(now);
        }
        begin(wait);
    }

    private long untilNextRound(long now) {
        return Math.clamp(lastRound + ROUND_NANOS - now, 0, ROUND_NANOS);
    }

    private void begin(long wait) {
        tools.later().run(wait, () -> tools.workers().execute(this::round));
    }

    private void round() {
        List<Telling> tellings = new ArrayList<>();
        long since;
        synchronized (this) {
            lastRound = tools.nanoTime().getAsLong();
            since = oldest;
            touched.forEach(watch -> collect(watch, tellings));
            touched = new ArrayList<>();
        }
        int shares = (tellings.size() + SHARE - 1) / SHARE;
        AtomicInteger left = new AtomicInteger(Math.max(shares, 1));
        for (int i = 1; i < shares; i++) {
            List<Telling> share =
                    tellings.subList(i * SHARE, Math.min((i + 1) * SHARE, tellings.size()));
            tools.workers().execute(() -> tell(share, left, since));
        }
        tell(tellings.subList(0, Math.min(SHARE, tellings.size())), left, since);
    }

    private static void collect(Watch watch, List<Telling> tellings) {
        TopicBatch batch = watch.take();
        watch.watchers.forEach(watcher -> tellings.add(new Telling(watcher, batch)));
    }

    private record Telling(Watcher watcher, TopicBatch batch) {}

    private void tell(List<Telling> share, AtomicInteger left, long since) {
        try {
            share.forEach(telling -> telling.watcher().deliver(telling.batch()));
        } finally {
            if (left.decrementAndGet() == 0) {
                tools.figures().toldWithin(tools.nanoTime().getAsLong() - since);
                over();
            }
        }
    }

    private void over() {
        long wait;
        synchronized (this) {
            busy = !touched.isEmpty();
            if (!busy) {
                return;
            }
            wait = untilNextRound(tools.nanoTime().getAsLong());
        }
        begin(wait);
    }
}
