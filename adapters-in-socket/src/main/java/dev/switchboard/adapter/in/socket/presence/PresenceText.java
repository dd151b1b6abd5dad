package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.Viewer;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;

/// Presence as JSON. Written by hand, for it is written more often than all else.
public final class PresenceText {

    /// Items that are sent at once of a snapshot.
    public static final int SNAPSHOT_ITEMS = 200;

    private PresenceText() {}

    /// What is special about what is shown of presence.
    ///
    /// @param snapshot whether it shows everything there is: the client forgets what it had
    /// @param resumed whether it shows what changed since the client was last here
    /// @param more whether either goes on in what comes next
    public record Marks(boolean snapshot, boolean resumed, boolean more) {
        public static final Marks NONE = new Marks(false, false, false);
    }

    /// Some users as a viewer sees them.
    ///
    /// @param head what the object begins with, its brace included
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

    /// As a JSON string. Most texts are plain, so that nothing needs to be set up to write them.
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
