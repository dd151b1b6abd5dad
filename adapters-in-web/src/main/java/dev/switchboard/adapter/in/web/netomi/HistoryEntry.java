package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import org.jspecify.annotations.Nullable;

/// One message of a conversation as agents read it (contract netomi 2.1).
final class HistoryEntry {

    private static final String DATA = "data";

    private HistoryEntry() {}

    static Body of(Message message) {
        String text = textOf(message);
        RawMembers members = RawMembers.of(text.getBytes(UTF_8));
        return new Body()
                .with("timestamp", message.at().toEpochMilli())
                .raw(
                        "payload",
                        members.has(DATA) && isWrapped(message) ? members.compact(DATA) : text)
                .with("type", typeOf(message, members))
                .with("seq", message.seq());
    }

    /// What the bot and agents say is kept with the circumstances it came in.
    private static boolean isWrapped(Message message) {
        return switch (message.author().party()) {
            case BOT, AGENT -> true;
            case USER, CHANNEL, SYSTEM -> false;
        };
    }

    private static String typeOf(Message message, RawMembers members) {
        return switch (message.author().party()) {
            case USER -> isMessage(eventType(members)) ? "user_message" : "unsupported";
            case BOT -> "webhook_response";
            case AGENT -> "agent_message";
            case SYSTEM -> "system_event";
            case CHANNEL -> "unsupported";
        };
    }

    private static @Nullable String eventType(RawMembers members) {
        return members.value("eventType") instanceof JsonString(String type) ? type : null;
    }

    private static boolean isMessage(@Nullable String eventType) {
        return eventType == null || eventType.equalsIgnoreCase("message");
    }

    static String textOf(Message message) {
        return switch (message.content()) {
            case Content.Json(String text) -> text;
        };
    }
}
