package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one topic within a few milliseconds, the newest of each user. Its frame is
/// written once for each kind of viewer and shared by all their connections.
public final class TopicBatch {

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
    public TopicBatch(Topic topic, List<Item> items, boolean ended) {
        this.topic = topic;
        this.items = items;
        this.ended = ended;
        this.first = items.stream().mapToLong(Item::seq).min().orElse(Long.MAX_VALUE);
        this.last = items.stream().mapToLong(Item::seq).max().orElse(0);
        this.weight = items.stream().mapToInt(Item::weight).sum();
        this.hides = items.stream().anyMatch(item -> item instanceof Item.Line l && l.hides());
    }

    public Topic topic() {
        return topic;
    }

    public List<Item> items() {
        return items;
    }

    public boolean ended() {
        return ended;
    }

    /// The change with the lowest number in it.
    public long first() {
        return first;
    }

    /// The change with the highest number in it.
    public long last() {
        return last;
    }

    public int weight() {
        return weight;
    }

    /// Writes a frame.
    public interface Writing {
        byte[] write(Topic topic, long seq, List<Item> items, Viewer viewer);
    }

    /// The frame of presence as a viewer gets it. Two threads may write it at the same time, and
    /// write the same.
    ///
    /// @param writing the same one each time
    public byte[] frame(Viewer viewer, Writing writing) {
        if (viewer.supervisor() || !hides) {
            byte[] frame = open;
            if (frame == null) {
                frame = writing.write(topic, last, items, viewer);
                open = frame;
            }
            return frame;
        }
        if (items.stream().anyMatch(item -> viewer.isSelf(item.user()))) {
            return writing.write(topic, last, items, viewer);
        }
        byte[] frame = masked;
        if (frame == null) {
            frame = writing.write(topic, last, items, viewer);
            masked = frame;
        }
        return frame;
    }
}
