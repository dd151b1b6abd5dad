package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.cti.ServerFrames.Marks;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one topic within a few milliseconds, the newest of each user. Its frame is
/// written once for each kind of viewer and shared by all their connections.
final class Batch {

    private final Topic topic;
    private final List<Item> items;

    /// Whether there is no such user or group any more, so that nobody but the user watches any
    /// longer.
    private final boolean ended;

    private final long first;
    private final long last;
    private final int weight;
    private final boolean hides;
    private byte @Nullable [] open;
    private byte @Nullable [] masked;

    /// @param ended whether there is no such user or group any more, so that nobody but the user
    ///   watches any longer
    Batch(Topic topic, List<Item> items, boolean ended) {
        this.topic = topic;
        this.items = items;
        this.ended = ended;
        this.first = items.stream().mapToLong(Item::seq).min().orElse(Long.MAX_VALUE);
        this.last = items.stream().mapToLong(Item::seq).max().orElse(0);
        this.weight = items.stream().mapToInt(Item::weight).sum();
        this.hides = items.stream().anyMatch(item -> item instanceof Item.Line l && l.hides());
    }

    Topic topic() {
        return topic;
    }

    List<Item> items() {
        return items;
    }

    boolean ended() {
        return ended;
    }

    /// The change with the lowest number in it.
    long first() {
        return first;
    }

    /// The change with the highest number in it.
    long last() {
        return last;
    }

    int weight() {
        return weight;
    }

    /// The frame of presence as a viewer gets it. Two threads may write it at the same time, and
    /// write the same.
    byte[] frame(Viewer viewer) {
        if (viewer.supervisor() || !hides) {
            byte[] frame = open;
            if (frame == null) {
                frame = write(viewer);
                open = frame;
            }
            return frame;
        }
        if (items.stream().anyMatch(item -> viewer.isSelf(item.user()))) {
            return write(viewer);
        }
        byte[] frame = masked;
        if (frame == null) {
            frame = write(viewer);
            masked = frame;
        }
        return frame;
    }

    private byte[] write(Viewer viewer) {
        return ServerFrames.presence(topic, last, items, viewer, Marks.NONE);
    }
}
