package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.cti.ServerFrames.Marks;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits for one connection. Frames are written when the network asks for them: until then a
/// newer item takes the place of an older one of the same topic and user, so a slow reader misses
/// what lies between but never the latest, and costs no more than its topics have users.
///
/// Holds nothing while nothing waits: most connections are idle most of the time.
final class Outbox implements PulledSession.Source {

    /// Items in one frame of a snapshot.
    static final int SNAPSHOT_FRAME = 200;

    /// @param items that may wait
    /// @param bytes that may wait
    record Limits(int items, long bytes) {}

    private final Limits limits;
    private @Nullable Viewer viewer;

    /// What does not wait its turn: answers and errors.
    private final Line urgent = new Line();

    private final Line line = new Line();
    private int items;
    private long bytes;
    private int snapshots;
    private int turns;
    private boolean paused;
    private boolean closed;

    Outbox(Limits limits) {
        this.limits = limits;
    }

    /// Those who wait, in order.
    private static final class Line {
        private @Nullable Entry first;
        private @Nullable Entry last;

        void add(Entry entry) {
            if (last == null) {
                first = entry;
            } else {
                last.next = entry;
            }
            last = entry;
        }

        void removeFirst() {
            first = first == null ? null : first.next;
            if (first == null) {
                last = null;
            }
        }

        void clear() {
            first = null;
            last = null;
        }
    }

    abstract static class Entry {

        private @Nullable Entry next;

        /// Its next frame.
        abstract byte[] take();

        /// Whether nobody wants it any more.
        boolean isVoid() {
            return false;
        }

        /// Whether it has no more.
        boolean isTaken() {
            return true;
        }

        int items() {
            return 1;
        }

        abstract long bytes();

        void left() {}
    }

    private static final class Ready extends Entry {
        private final byte[] frame;

        private Ready(byte[] frame) {
            this.frame = frame;
        }

        @Override
        byte[] take() {
            return frame;
        }

        @Override
        long bytes() {
            return frame.length;
        }
    }

    /// Counts as nothing against the limits: whoever asks for the next must wait for this one.
    private final class Snapshot extends Entry {
        private final Subscription subscription;
        private final long seq;
        private final boolean resumed;
        private final List<WatchPresence.Item> shown;
        private int taken;

        private Snapshot(
                Subscription subscription,
                long seq,
                boolean resumed,
                List<WatchPresence.Item> shown) {
            this.subscription = subscription;
            this.seq = seq;
            this.resumed = resumed;
            this.shown = shown;
        }

        @Override
        byte[] take() {
            int from = taken;
            taken = Math.min(from + SNAPSHOT_FRAME, shown.size());
            return ServerFrames.presence(
                    subscription.topic(),
                    seq,
                    shown.subList(from, taken).stream().map(this::item).toList(),
                    viewer(),
                    new Marks(!resumed, resumed, !isTaken()));
        }

        private Item item(WatchPresence.Item one) {
            return switch (one) {
                case WatchPresence.Item.Present(UserPresence presence) ->
                        new Item.Line(presence, seq);
                case WatchPresence.Item.Gone(UserRef user, long version) ->
                        new Item.Gone(user, version, seq);
            };
        }

        @Override
        boolean isTaken() {
            return taken == shown.size();
        }

        @Override
        boolean isVoid() {
            return subscription.hasEnded();
        }

        @Override
        int items() {
            return 0;
        }

        @Override
        long bytes() {
            return 0;
        }

        @Override
        void left() {
            snapshots--;
        }
    }

    /// What became of a topic since its subscription was told last. As long as it is one batch, its
    /// frame is shared with others.
    final class Updates extends Entry {
        private final Subscription subscription;
        private @Nullable Batch only;
        private @Nullable Map<Long, Item> merged;
        private long last;
        private int weight;

        private Updates(Subscription subscription) {
            this.subscription = subscription;
        }

        private void add(Batch batch) {
            long floor = subscription.floor();
            if (only == null && merged == null && batch.first() > floor) {
                only = batch;
                weight = batch.weight();
            } else {
                Map<Long, Item> all = merge();
                batch.items().stream()
                        .filter(item -> item.seq() > floor)
                        .forEach(item -> replace(all, item));
            }
            last = batch.last();
        }

        private Map<Long, Item> merge() {
            Map<Long, Item> all = merged == null ? new LinkedHashMap<>() : merged;
            merged = all;
            if (only != null) {
                only.items().forEach(item -> all.put(item.user().number(), item));
                only = null;
            }
            return all;
        }

        private void replace(Map<Long, Item> all, Item item) {
            Item earlier = all.get(item.user().number());
            Item now = earlier == null ? item : Item.newer(earlier, item);
            all.put(item.user().number(), now);
            weight += now.weight() - (earlier == null ? 0 : earlier.weight());
        }

        @Override
        byte[] take() {
            if (subscription.topic().kind() == Topic.Kind.UNREAD) {
                Item item =
                        only == null ? merge().values().iterator().next() : only.items().getFirst();
                return ServerFrames.counter((Item.Count) item, subscription.requestId(), false);
            }
            return only == null
                    ? ServerFrames.presence(
                            subscription.topic(), last, merge().values(), viewer(), Marks.NONE)
                    : only.frame(viewer());
        }

        @Override
        int items() {
            return only == null ? merge().size() : only.items().size();
        }

        @Override
        long bytes() {
            return weight;
        }

        @Override
        boolean isVoid() {
            return subscription.hasEnded();
        }

        @Override
        void left() {
            if (subscription.waiting() == this) {
                subscription.waitsIn(null);
            }
        }
    }

    /// As whom frames are written from now on.
    synchronized void writeFor(Viewer now) {
        viewer = now;
    }

    /// Whether this is the viewer's own.
    synchronized boolean viewerIs(Topic topic) {
        return viewer != null && viewer.isSelf(topic.subject());
    }

    /// Something that goes before everything else.
    synchronized void sayNow(byte[] frame) {
        if (!closed) {
            enter(urgent, new Ready(frame));
        }
    }

    /// Something in its turn.
    synchronized void say(byte[] frame) {
        if (!closed) {
            enter(line, new Ready(frame));
        }
    }

    /// A snapshot, and after it what follows it.
    synchronized void begin(
            Subscription subscription, long seq, boolean resumed, List<WatchPresence.Item> shown) {
        if (!closed) {
            subscription.startAt(seq, "");
            snapshots++;
            enter(line, new Snapshot(subscription, seq, resumed, shown));
        }
    }

    /// A counter as it is, and after it what follows it.
    synchronized void begin(Subscription subscription, Item.Count count, String requestId) {
        if (!closed) {
            subscription.startAt(count.seq(), requestId);
            enter(line, new Ready(ServerFrames.counter(count, requestId, true)));
        }
    }

    /// What became of a topic.
    ///
    /// @return false if too much waits already
    synchronized boolean pass(Subscription subscription, Batch batch) {
        if (closed || subscription.hasEnded() || batch.last() <= subscription.floor()) {
            return true;
        }
        boolean waited = line.first != null;
        Updates updates = subscription.waiting();
        if (updates == null) {
            updates = new Updates(subscription);
            updates.add(batch);
            subscription.waitsIn(updates);
            enter(line, updates);
        } else {
            items -= updates.items();
            bytes -= updates.bytes();
            updates.add(batch);
            items += updates.items();
            bytes += updates.bytes();
        }
        return !waited || (items <= limits.items() && bytes <= limits.bytes());
    }

    private void enter(Line where, Entry entry) {
        where.add(entry);
        items += entry.items();
        bytes += entry.bytes();
    }

    /// Its topic's frames are no longer wanted, neither those that wait.
    synchronized void end(Subscription subscription) {
        subscription.end();
    }

    synchronized boolean hasEnded(Subscription subscription) {
        return subscription.hasEnded();
    }

    /// Keeps data back from now on, or lets it go.
    synchronized void pause(boolean whether) {
        paused = whether;
        notifyAll();
    }

    /// Forgets what waits, says one last thing, if there is one, and takes nothing any more.
    synchronized void finish(byte @Nullable [] lastWords) {
        if (closed) {
            return;
        }
        closed = true;
        line.clear();
        if (lastWords == null) {
            urgent.clear();
        } else {
            enter(urgent, new Ready(lastWords));
        }
        notifyAll();
    }

    @Override
    public synchronized byte @Nullable [] next() {
        turns++;
        Entry entry = urgent.first;
        if (entry != null) {
            return take(urgent, entry);
        }
        if (paused) {
            return null;
        }
        entry = line.first;
        while (entry != null && entry.isVoid()) {
            remove(line, entry);
            entry = line.first;
        }
        return entry == null ? null : take(line, entry);
    }

    private byte[] take(Line from, Entry entry) {
        byte[] frame = entry.take();
        if (entry.isTaken()) {
            remove(from, entry);
        }
        return frame;
    }

    private void remove(Line from, Entry entry) {
        from.removeFirst();
        items -= entry.items();
        bytes -= entry.bytes();
        entry.left();
        notifyAll();
    }

    private Viewer viewer() {
        Viewer now = viewer;
        if (now == null) {
            throw new IllegalStateException("Nobody subscribes before being known");
        }
        return now;
    }

    /// Waits until what was asked for last is on its way: a client that asks faster than it reads
    /// is not read any further. Ends when the outbox does.
    synchronized void awaitRoom() throws InterruptedException {
        while (!closed && !paused && (snapshots > 0 || items > limits.items() / 2)) {
            wait();
        }
    }

    synchronized boolean isWaiting() {
        return !paused && (line.first != null || urgent.first != null);
    }

    /// Rises with every frame that the network asks for.
    synchronized int turns() {
        return turns;
    }
}
