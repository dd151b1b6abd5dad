package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queue of one connection. A frame is written when the network asks for it. Until then a newer
/// item replaces an older one of the same topic and user, so a slow reader misses intermediate
/// states but never the latest, and costs no more than its topics have users.
///
/// Holds no memory while nothing waits, because most connections are idle most of the time.
final class FrameOutbox implements PulledSession.Source {

    /// @param items the greatest number of waiting items
    /// @param bytes the greatest number of waiting bytes
    record Limits(int items, long bytes) {}

    private final Limits limits;
    private @Nullable Viewer viewer;

    /// Items that go first: answers and errors.
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

    /// Sets the viewer of the frames that are written from now on.
    synchronized void writeFor(Viewer now) {
        viewer = now;
    }

    /// Whether the topic is the viewer's own user.
    synchronized boolean viewerIs(Topic topic) {
        return viewer != null && viewer.isSelf(topic.subject());
    }

    /// Adds a frame that goes before everything else.
    synchronized void sayNow(byte[] frame) {
        if (!closed) {
            enter(urgent, new OutboxItem.Ready(frame));
        }
    }

    /// Adds a snapshot, followed by the changes after it.
    synchronized void begin(
            Subscription subscription, long seq, boolean resumed, List<WatchPresence.Item> shown) {
        if (!closed) {
            subscription.startAt(seq, "");
            snapshots++;
            enter(line, new OutboxItem.Snapshot(subscription, seq, resumed, shown));
        }
    }

    /// Adds a counter, followed by its changes.
    synchronized void begin(Subscription subscription, Item.Count count, String requestId) {
        if (!closed) {
            subscription.startAt(count.seq(), requestId);
            enter(line, new OutboxItem.Ready(ServerFrames.counter(count, requestId, true)));
        }
    }

    /// Adds a batch of a topic.
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

    /// Drops the topic's frames, including waiting ones.
    synchronized void end(Subscription subscription) {
        subscription.end();
    }

    synchronized boolean hasEnded(Subscription subscription) {
        return subscription.hasEnded();
    }

    /// Pauses or resumes data.
    synchronized void pause(boolean whether) {
        paused = whether;
        notifyAll();
    }

    /// Drops everything that waits, sends one last frame, if there is one, and accepts nothing
    /// more.
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
            throw new IllegalStateException("The client subscribes before it is authenticated");
        }
        return now;
    }

    /// Waits until the last request's answer is on its way: a client that asks faster than it reads
    /// is not read any further. Returns when the outbox is closed.
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
