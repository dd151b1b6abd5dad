package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.Viewer;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;

/// Writes presence as JSON. Handwritten, because it is written more often than anything else.
public final class PresenceText {

    /// The number of snapshot items in one frame.
    public static final int SNAPSHOT_ITEMS = 200;

    private PresenceText() {}

    /// The marks of a frame.
    ///
    /// @param snapshot whether it shows everything: the client drops what it had
    /// @param resumed whether it shows the changes since the client's last connection
    /// @param more whether the next frame continues it
    public record Marks(boolean snapshot, boolean resumed, boolean more) {
        public static final Marks NONE = new Marks(false, false, false);
    }

    /// Writes some users as a viewer sees them.
    ///
    /// @param head the beginning of the object, including its brace
    public static String write(
            String head,
            Topic topic,
            long seq,
            Collection<Item> items,
            Viewer viewer,
            Marks marks) {
        StringBuilder text = new StringBuilder(128 + 256 * items.size());
        text.append(head)
                .append("\"path\":\"")
                .append(topic.path())
                .append("\",\"seq\":")
                .append(seq)
                .append(",\"data\":[");
        String separator = "";
        for (Item item : items) {
            text.append(separator).append(json(item, viewer));
            separator = ",";
        }
        text.append(']');
        mark(text, "snapshot", marks.snapshot());
        mark(text, "resumed", marks.resumed());
        mark(text, "more", marks.more());
        return text.append('}').toString();
    }

    private static String json(Item item, Viewer viewer) {
        return switch (item) {
            case Item.Line line -> line.json(viewer);
            case Item.Gone gone -> gone.json();
            case Item.Count _ ->
                    throw new IllegalArgumentException("A counter is not shown on a path");
        };
    }

    private static void mark(StringBuilder text, String name, boolean set) {
        if (set) {
            text.append(",\"").append(name).append("\":true");
        }
    }

    /// Writes a JSON string. Most texts are plain and need no JSON library.
    public static String quote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || c == '"' || c == '\\') {
                return JsonMapper.shared().writeValueAsString(text);
            }
        }
        return '"' + text + '"';
    }
}
