package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes of one topic within a few milliseconds, the latest of each user. Its frame is
/// written once per kind of viewer and shared by all their connections.
public final class TopicBatch {

    private final Topic topic;
    private final List<Item> items;

    /// Whether the user or group was removed, so that only the user may keep watching.
    private final boolean ended;

    private final long first;
    private final long last;
    private final int weight;
    private final boolean hides;
    private byte @Nullable [] open;
    private byte @Nullable [] masked;

    /// @param ended whether the user or group was removed, so that only the user may keep watching
    public TopicBatch(Topic topic, List<Item> items, boolean ended) {
        this.topic = topic;
        this.items = items;
        this.ended = ended;
        this.first = items.stream().mapToLong(Item::seq).min().orElse(Long.MAX_VALUE);
        this.last = items.stream().mapToLong(Item::seq).max().orElse(0);
        this.weight = items.stream().mapToInt(Item::weight).sum();
        this.hides = items.stream().anyMatch(item -> item instanceof Item.Line l && l.hides());
    }

    public List<Item> items() {
        return items;
    }

    public boolean ended() {
        return ended;
    }

    /// The lowest `seq` in it.
    public long first() {
        return first;
    }

    /// The highest `seq` in it.
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

    /// Returns the presence frame for a viewer. Two threads may write it at the same time, with the
    /// same result.
    ///
    /// @param writing always the same one
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
