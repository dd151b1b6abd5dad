package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
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

/// `messageData` as the bot gets it: with an id and a time, custom attributes as an array,
/// everything else unchanged.
///
/// @param messageData with an id, and without a time if the sender gave none
record MessageData(JsonObject messageData, String messageId) {

    private static final String ADDITIONAL_ATTRIBUTES = "additionalAttributes";
    private static final String CUSTOM_ATTRIBUTES = "CUSTOM_ATTRIBUTES";
    static final String PAYLOAD = "messagePayload";
    static final String MESSAGE_ID = "messageId";
    static final int MAX_MESSAGE_ID = 200;
    private static final String TIMESTAMP = "timestamp";

    /// Each becomes some sixty bytes longer.
    private static final int MOST_ATTRIBUTES = 500;

    private static final String USER = "userDetails";

    static MessageData of(JsonObject given, String messageId) {
        JsonObject payload = with(member(given, PAYLOAD), MESSAGE_ID, new JsonString(messageId));
        JsonObject complete = with(given, PAYLOAD, payload);
        return new MessageData(asArray(complete), messageId);
    }

    /// @param now the time for a message without one
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

    /// A hash of the content, independent of its spelling and its time.
    String fingerprint() {
        Map<String, JsonValue> timeless =
                new LinkedHashMap<>(member(messageData, PAYLOAD).members());
        timeless.remove(TIMESTAMP);
        return CanonicalJson.sha256(with(messageData, PAYLOAD, new JsonObject(timeless)));
    }

    /// Returns the user that the message names, or null. A number names the same user as its text,
    /// and a value of another type somebody whom no token names.
    @Nullable String userId() {
        return switch (member(messageData, USER).members().get("userId")) {
            case null -> null;
            case JsonNull _ -> null;
            case JsonString(String id) -> id.isEmpty() ? null : id;
            case JsonNumber(BigDecimal number) ->
                    ExternalId.of(number).map(ExternalId::value).orElseGet(number::toString);
            case JsonValue other -> JsonValues.write(other);
        };
    }

    /// Returns a member that is an object; an empty one otherwise.
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

    /// Returns the data with its custom attributes as an array, as the bot requires; the original's
    /// pages send an object. Any other value stays unchanged.
    ///
    /// @throws InvalidValueException if the object has too many
    private static JsonObject asArray(JsonObject messageData) {
        JsonObject parent = member(messageData, ADDITIONAL_ATTRIBUTES);
        if (!(parent.members().get(CUSTOM_ATTRIBUTES) instanceof JsonObject attributes)) {
            return messageData;
        }
        if (attributes.members().size() > MOST_ATTRIBUTES) {
            throw new InvalidValueException(CUSTOM_ATTRIBUTES, Reason.TOO_LONG);
        }
        JsonArray array =
                new JsonArray(
                        attributes.members().entrySet().stream()
                                .map(MessageData::attribute)
                                .toList());
        return with(messageData, ADDITIONAL_ATTRIBUTES, with(parent, CUSTOM_ATTRIBUTES, array));
    }

    private static JsonValue attribute(Map.Entry<String, JsonValue> member) {
        Map<String, JsonValue> attribute = new LinkedHashMap<>();
        attribute.put("type", new JsonString("TEXT"));
        attribute.put("name", new JsonString(member.getKey()));
        attribute.put("value", new JsonString(text(member.getValue())));
        attribute.put("scope", new JsonString("LIFE_TIME"));
        return new JsonObject(attribute);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(String text) ? text : JsonValues.write(value);
    }
}
