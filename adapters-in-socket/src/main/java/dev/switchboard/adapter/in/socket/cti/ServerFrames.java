package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.PresenceText;
import dev.switchboard.adapter.in.socket.presence.PresenceText.Marks;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.domain.presence.OrganisationChange.Unread;
import dev.switchboard.domain.presence.Viewer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Writes the frames for clients.
final class ServerFrames {

    private static final byte[] WELCOME = tick("welcome");
    private static final byte[] HEARTBEAT = tick("heartbeat");

    private static final String PRESENCE = "{\"type\":\"response\",";

    /// The remaining validity below which a client is told when its token expires.
    private static final long ENDS_SOON_SECONDS = 120;

    private ServerFrames() {}

    private static byte[] tick(String message) {
        return ("{\"type\":\"tick\",\"message\":\"" + message + "\"}").getBytes(UTF_8);
    }

    static byte[] welcome() {
        return WELCOME;
    }

    /// @param left the seconds that the token is still valid; sent only if there are few
    static byte[] heartbeat(long left) {
        return left >= ENDS_SOON_SECONDS
                ? HEARTBEAT
                : ("{\"type\":\"tick\",\"message\":\"heartbeat\",\"expiresIn\":" + left + "}")
                        .getBytes(UTF_8);
    }

    static byte[] presence(
            Topic topic, long seq, Collection<Item> items, Viewer viewer, Marks marks) {
        return PresenceText.write(PRESENCE, topic, seq, items, viewer, marks).getBytes(UTF_8);
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
        if (snapshot) {
            frame.append(",\"snapshot\":true");
        }
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
                .append(PresenceText.quote(error.message()));
        put(frame, "path", error.path());
        put(frame, "clientRequestId", error.requestId());
        put(frame, "user", error.user());
        return frame.append('}').toString().getBytes(UTF_8);
    }

    private static void put(StringBuilder frame, String name, @Nullable String value) {
        if (value != null) {
            frame.append(",\"").append(name).append("\":").append(PresenceText.quote(value));
        }
    }
}
