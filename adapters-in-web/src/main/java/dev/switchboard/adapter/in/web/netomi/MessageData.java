package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `messageData` as it goes to the bot: with id and time, its custom attributes as an array, all
/// else unchanged (contract netomi 2.1).
///
/// @param messageData with an id, and without a time if the sender gave none
record MessageData(JsonObject messageData, String messageId) {

    static final String PAYLOAD = "messagePayload";
    static final String MESSAGE_ID = "messageId";
    static final int MAX_MESSAGE_ID = 200;
    private static final String TIMESTAMP = "timestamp";
    private static final String USER = "userDetails";

    static MessageData of(JsonObject given, String messageId) {
        JsonObject payload = with(member(given, PAYLOAD), MESSAGE_ID, new JsonString(messageId));
        JsonObject complete = with(given, PAYLOAD, payload);
        return new MessageData(CustomAttributes.asArray(complete), messageId);
    }

    /// @param now the time of a message that has none
    String textAt(Instant now) {
        JsonObject payload = member(messageData, PAYLOAD);
        JsonValue time = new JsonNumber(BigDecimal.valueOf(now.toEpochMilli()));
        return JsonValues.write(
                isTimed(payload)
                        ? messageData
                        : with(messageData, PAYLOAD, with(payload, TIMESTAMP, time)));
    }

    private static boolean isTimed(JsonObject payload) {
        return switch (payload.members().get(TIMESTAMP)) {
            case null -> false;
            case JsonNull _ -> false;
            default -> true;
        };
    }

    /// One hash for all ways to say the same; when it was said is not what was said.
    String fingerprint() {
        Map<String, JsonValue> timeless =
                new LinkedHashMap<>(member(messageData, PAYLOAD).members());
        timeless.remove(TIMESTAMP);
        return CanonicalJson.sha256(with(messageData, PAYLOAD, new JsonObject(timeless)));
    }

    /// Who the message says is its user, if it does.
    @Nullable String userId() {
        return member(messageData, USER).members().get("userId") instanceof JsonString(String id)
                ? id
                : null;
    }

    /// A member that is an object; an empty one if it is anything else.
    static JsonObject member(JsonObject object, String name) {
        return object.members().get(name) instanceof JsonObject member
                ? member
                : new JsonObject(Map.of());
    }

    static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonObject(members);
    }
}
