package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;

/// Custom attributes are an array for the bot; the original's pages send an object.
final class CustomAttributes {

    private static final String PARENT = "additionalAttributes";
    private static final String NAME = "CUSTOM_ATTRIBUTES";

    private CustomAttributes() {}

    /// The same data, its custom attributes as the bot wants them; anything but an object stays.
    static JsonObject asArray(JsonObject messageData) {
        JsonObject parent = MessageData.member(messageData, PARENT);
        if (!(parent.members().get(NAME) instanceof JsonObject attributes)) {
            return messageData;
        }
        JsonArray array =
                new JsonArray(
                        attributes.members().entrySet().stream()
                                .map(CustomAttributes::attribute)
                                .toList());
        return MessageData.with(messageData, PARENT, MessageData.with(parent, NAME, array));
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
