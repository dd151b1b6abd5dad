package dev.switchboard.domain.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value as a plain tree. Objects keep the order of their members.
public sealed interface JsonValue {

    /// JSON's null, which is a value and not an absence.
    JsonValue NULL = new JsonNull();

    record JsonNull() implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    record JsonString(String value) implements JsonValue {}

    /// Numbers keep their scale, so `1.0` stays `1.0`; [JsonValues#same] compares by value.
    record JsonNumber(BigDecimal value) implements JsonValue {}

    record JsonArray(List<JsonValue> items) implements JsonValue {
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
