package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.presence.WatchPresence.Change.Unread;
import dev.switchboard.domain.presence.Viewer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes what clients are sent.
final class ServerFrames {

    private static final byte[] WELCOME = tick("welcome");
    private static final byte[] HEARTBEAT = tick("heartbeat");

    /// From when on a client is told how long its token lives.
    private static final long ENDS_SOON_SECONDS = 120;

    private ServerFrames() {}

    /// What is special about a frame of presence.
    ///
    /// @param snapshot whether it shows everything there is: the client forgets what it had
    /// @param resumed whether it shows what changed since the client was last here
    /// @param more whether either goes on in the next frame
    record Marks(boolean snapshot, boolean resumed, boolean more) {
        static final Marks NONE = new Marks(false, false, false);
    }

    private static byte[] tick(String message) {
        return ("{\"type\":\"tick\",\"message\":\"" + message + "\"}").getBytes(UTF_8);
    }

    static byte[] welcome() {
        return WELCOME;
    }

    /// @param left seconds that the token still lives; told only when they are few
    static byte[] heartbeat(long left) {
        return left >= ENDS_SOON_SECONDS
                ? HEARTBEAT
                : ("{\"type\":\"tick\",\"message\":\"heartbeat\",\"expiresIn\":" + left + "}")
                        .getBytes(UTF_8);
    }

    static byte[] presence(
            Topic topic, long seq, Collection<Item> items, Viewer viewer, Marks marks) {
        StringBuilder frame = new StringBuilder(128 + 256 * items.size());
        frame.append("{\"type\":\"response\",\"path\":\"")
                .append(topic.path())
                .append("\",\"seq\":")
                .append(seq)
                .append(",\"data\":[");
        String separator = "";
        for (Item item : items) {
            frame.append(separator).append(json(item, viewer));
            separator = ",";
        }
        frame.append(']');
        mark(frame, "snapshot", marks.snapshot());
        mark(frame, "resumed", marks.resumed());
        mark(frame, "more", marks.more());
        return frame.append('}').toString().getBytes(UTF_8);
    }

    private static String json(Item item, Viewer viewer) {
        return switch (item) {
            case Item.Line line -> line.json(viewer);
            case Item.Gone gone -> gone.json();
            case Item.Count _ ->
                    throw new IllegalArgumentException("A counter is not shown on a path");
        };
    }

    private static void mark(StringBuilder frame, String name, boolean set) {
        if (set) {
            frame.append(",\"").append(name).append("\":true");
        }
    }

    static byte[] counter(Item.Count count, String requestId, boolean snapshot) {
        StringBuilder frame = new StringBuilder(256);
        frame.append("{\"operation\":\"")
                .append(operation(count.kind()))
                .append("\",\"clientRequestId\":\"")
                .append(requestId)
                .append("\",\"seq\":")
                .append(count.seq())
                .append(",\"data\":{\"userStatistics\":{\"unreadMessages\":")
                .append(count.total())
                .append("},\"user\":\"")
                .append(count.user())
                .append("\",\"version\":")
                .append(count.version())
                .append('}');
        mark(frame, "snapshot", snapshot);
        return frame.append('}').toString().getBytes(UTF_8);
    }

    private static String operation(Unread.Kind kind) {
        return switch (kind) {
            case CREATED -> "INSERT";
            case CHANGED -> "MODIFY";
            case REMOVED -> "REMOVE";
        };
    }

    static byte[] error(ErrorFrame error) {
        StringBuilder frame = new StringBuilder(160);
        frame.append("{\"type\":\"error\",\"code\":\"")
                .append(error.code())
                .append("\",\"message\":")
                .append(quote(error.message()));
        put(frame, "path", error.path());
        put(frame, "clientRequestId", error.requestId());
        put(frame, "user", error.user());
        return frame.append('}').toString().getBytes(UTF_8);
    }

    private static void put(StringBuilder frame, String name, @Nullable String value) {
        if (value != null) {
            frame.append(",\"").append(name).append("\":").append(quote(value));
        }
    }

    /// As a JSON string. Most texts are plain, so that nothing needs to be set up to write them.
    static String quote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || c == '"' || c == '\\') {
                return JsonMapper.shared().writeValueAsString(text);
            }
        }
        return '"' + text + '"';
    }
}
