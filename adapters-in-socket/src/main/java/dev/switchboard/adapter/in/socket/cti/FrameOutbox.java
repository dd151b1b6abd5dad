package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for one connection. Frames are written when the network asks for them: until then a
/// newer item takes the place of an older one of the same topic and user, so a slow reader misses
/// what lies between but never the latest, and costs no more than its topics have users.
///
/// Holds nothing while nothing waits: most connections are idle most of the time.
final class FrameOutbox implements PulledSession.Source {

    /// @param items that may wait
    /// @param bytes that may wait
    record Limits(int items, long bytes) {}

    private final Limits limits;
    private @Nullable Viewer viewer;

    /// What does not wait its turn: answers and errors.
    private final OutboxItem.Line urgent = new OutboxItem.Line();

    private final OutboxItem.Line line = new OutboxItem.Line();
    private int items;
    private long bytes;
    private int snapshots;
    private int turns;
    private boolean paused;
    private boolean closed;

    FrameOutbox(Limits limits) {
        this.limits = limits;
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
            enter(urgent, new OutboxItem.Ready(frame));
        }
    }

    /// Something in its turn.
    synchronized void say(byte[] frame) {
        if (!closed) {
            enter(line, new OutboxItem.Ready(frame));
        }
    }

    /// A snapshot, and after it what follows it.
    synchronized void begin(
            Subscription subscription, long seq, boolean resumed, List<WatchPresence.Item> shown) {
        if (!closed) {
            subscription.startAt(seq, "");
            snapshots++;
            enter(line, new OutboxItem.Snapshot(subscription, seq, resumed, shown));
        }
    }

    /// A counter as it is, and after it what follows it.
    synchronized void begin(Subscription subscription, Item.Count count, String requestId) {
        if (!closed) {
            subscription.startAt(count.seq(), requestId);
            enter(line, new OutboxItem.Ready(ServerFrames.counter(count, requestId, true)));
        }
    }

    /// What became of a topic.
    ///
    /// @return false if too much waits already
    synchronized boolean pass(Subscription subscription, TopicBatch topicBatch) {
        if (closed || subscription.hasEnded() || topicBatch.last() <= subscription.floor()) {
            return true;
        }
        boolean waited = line.first() != null;
        OutboxItem.Updates updates = subscription.waiting();
        if (updates == null) {
            updates = new OutboxItem.Updates(subscription);
            updates.add(topicBatch);
            subscription.waitsIn(updates);
            enter(line, updates);
        } else {
            items -= updates.items();
            bytes -= updates.bytes();
            updates.add(topicBatch);
            items += updates.items();
            bytes += updates.bytes();
        }
        return !waited || (items <= limits.items() && bytes <= limits.bytes());
    }

    private void enter(OutboxItem.Line where, OutboxItem entry) {
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
            enter(urgent, new OutboxItem.Ready(lastWords));
        }
        notifyAll();
    }

    @Override
    public synchronized byte @Nullable [] next() {
        turns++;
        OutboxItem entry = urgent.first();
        if (entry != null) {
            return take(urgent, entry);
        }
        if (paused) {
            return null;
        }
        entry = line.first();
        while (entry != null && entry.isVoid()) {
            remove(line, entry);
            entry = line.first();
        }
        return entry == null ? null : take(line, entry);
    }

    private byte[] take(OutboxItem.Line from, OutboxItem entry) {
        byte[] frame = entry.take(this);
        if (entry.isTaken()) {
            remove(from, entry);
        }
        return frame;
    }

    private void remove(OutboxItem.Line from, OutboxItem entry) {
        from.removeFirst();
        items -= entry.items();
        bytes -= entry.bytes();
        entry.left(this);
        notifyAll();
    }

    void snapshotLeft() {
        snapshots--;
    }

    Viewer viewer() {
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
        return !paused && (line.first() != null || urgent.first() != null);
    }

    /// Rises with every frame that the network asks for.
    synchronized int turns() {
        return turns;
    }
}
