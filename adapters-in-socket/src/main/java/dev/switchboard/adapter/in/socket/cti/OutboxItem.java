package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.PresenceText;
import dev.switchboard.adapter.in.socket.presence.PresenceText.Marks;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item of a [FrameOutbox], which becomes one or several frames in its turn. Guarded by the
/// outbox.
abstract class OutboxItem {

    private @Nullable OutboxItem next;

    /// Returns its next frame.
    ///
    /// @param outbox the queue that held it
    abstract byte[] take(FrameOutbox outbox);

    /// Whether the item is obsolete.
    boolean isVoid() {
        return false;
    }

    /// Whether all its frames were taken.
    boolean isTaken() {
        return true;
    }

    int items() {
        return 1;
    }

    abstract long bytes();

    /// Called when the item has left the queue.
    void left(FrameOutbox outbox) {}

    /// The waiting items in order.
    static final class Line {
        private @Nullable OutboxItem first;
        private @Nullable OutboxItem last;

        @Nullable OutboxItem first() {
            return first;
        }

        void add(OutboxItem outboxItem) {
            if (last == null) {
                first = outboxItem;
            } else {
                last.next = outboxItem;
            }
            last = outboxItem;
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

    /// A frame that is already written.
    static final class Ready extends OutboxItem {
        private final byte[] frame;

        Ready(byte[] frame) {
            this.frame = frame;
        }

        @Override
        byte[] take(FrameOutbox outbox) {
            return frame;
        }

        @Override
        long bytes() {
            return frame.length;
        }
    }

    /// Does not count against the limits, because the next request must wait for this item.
    static final class Snapshot extends OutboxItem {
        private final Subscription subscription;
        private final long seq;
        private final boolean resumed;
        private final List<WatchPresence.Item> shown;
        private int taken;

        Snapshot(
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
        byte[] take(FrameOutbox outbox) {
            int from = taken;
            taken = Math.min(from + PresenceText.SNAPSHOT_ITEMS, shown.size());
            return ServerFrames.presence(
                    subscription.topic(),
                    seq,
                    shown.subList(from, taken).stream().map(one -> Item.shown(one, seq)).toList(),
                    outbox.viewer(),
                    new Marks(!resumed, resumed, !isTaken()));
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
        void left(FrameOutbox outbox) {
            outbox.snapshotLeft();
        }
    }

    /// The changes of a topic since its subscription's last frame. As long as they are a single
    /// batch, its frame is shared with other connections.
    static final class Updates extends OutboxItem {
        private final Subscription subscription;
        private @Nullable TopicBatch only;
        private @Nullable Map<Long, Item> merged;
        private long last;
        private int weight;

        Updates(Subscription subscription) {
            this.subscription = subscription;
        }

        void add(TopicBatch topicBatch) {
            long floor = subscription.floor();
            if (only == null && merged == null && topicBatch.first() > floor) {
                only = topicBatch;
                weight = topicBatch.weight();
            } else {
                Map<Long, Item> all = merge();
                topicBatch.items().stream()
                        .filter(item -> item.seq() > floor)
                        .forEach(item -> replace(all, item));
            }
            last = topicBatch.last();
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
        byte[] take(FrameOutbox outbox) {
            if (subscription.topic().kind() == Topic.Kind.UNREAD) {
                Item item =
                        only == null ? merge().values().iterator().next() : only.items().getFirst();
                return ServerFrames.counter((Item.Count) item, subscription.requestId(), false);
            }
            return only == null
                    ? ServerFrames.presence(
                            subscription.topic(),
                            last,
                            merge().values(),
                            outbox.viewer(),
                            Marks.NONE)
                    : only.frame(outbox.viewer(), Updates::frame);
        }

        private static byte[] frame(Topic topic, long seq, List<Item> items, Viewer viewer) {
            return ServerFrames.presence(topic, seq, items, viewer, Marks.NONE);
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
        void left(FrameOutbox outbox) {
            if (subscription.waiting() == this) {
                subscription.waitsIn(null);
            }
        }
    }
}
