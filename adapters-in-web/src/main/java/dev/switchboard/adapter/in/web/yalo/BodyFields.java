package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a body one after the other. All errors are reported together, in the words
/// that callers know: those of the original's validator.
///
/// Every method that reads a field throws [UnreadableJsonException] if it has another type.
final class BodyFields {

    private final String struct;
    private final JsonObject body;
    private final List<String> faults = new ArrayList<>();

    /// @param struct the original's name of such a body
    BodyFields(String struct, JsonObject body) {
        this.struct = struct;
        this.body = body;
    }

    /// An optional string; empty if absent.
    String text(String name) {
        return switch (body.members().get(name)) {
            case null -> "";
            case JsonNull _ -> "";
            case JsonString(String text) -> text;
            default -> throw new UnreadableJsonException(Flaw.MALFORMED);
        };
    }

    String required(String name, String called) {
        String text = text(name);
        if (text.isEmpty()) {
            refuse(called, "required");
        }
        return text;
    }

    /// A string, or a number as people write it.
    String figure(String name, String called) {
        if (!(body.members().get(name) instanceof JsonNumber)) {
            return required(name, called);
        }
        String text = LenientJson.text(body, name);
        if (text.isEmpty()) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
        return text;
    }

    /// An id.
    @Nullable ExternalId id(String name, String called) {
        String text = required(name, called);
        ExternalId id = ExternalId.of(text).orElse(null);
        if (id == null && !text.isEmpty()) {
            refuse(called, "id");
        }
        return id;
    }

    /// A string of one line.
    String line(String name, String called, int most) {
        String text = required(name, called);
        if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            refuse(called, "max");
        }
        return text;
    }

    String optional(String name, String called, int most) {
        String text = text(name);
        if (text.length() > most) {
            refuse(called, "max");
        }
        return text;
    }

    String oneOf(String name, String called, Set<String> known) {
        String text = required(name, called);
        if (!text.isEmpty() && !known.contains(text)) {
            refuse(called, "oneof");
        }
        return text;
    }

    /// An optional object; empty if absent.
    JsonObject object(String name, String called, int most) {
        JsonValue value = body.members().getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonNull) {
            return new JsonObject(Map.of());
        }
        if (!(value instanceof JsonObject object)) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
        if (object.members().size() > most) {
            refuse(called, "max");
        }
        return object;
    }

    void refuse(String called, String tag) {
        faults.add(
                "Key: '%s.%s' Error:Field validation for '%s' failed on the '%s' tag"
                        .formatted(struct, called, called, tag));
    }

    /// Returns the errors; empty if there are none.
    String complaint() {
        return faults.isEmpty() ? "" : "Error validating payload : " + String.join("\n", faults);
    }
}
