package dev.switchboard.adapter.in.web.json;

import dev.switchboard.adapter.in.web.digest.Sha256;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;

/// One hash for all ways to write the same JSON: members are sorted, numbers compared by value.
public final class CanonicalJson {

    private CanonicalJson() {}

    /// SHA-256 of the canonical text, as 64 hexadecimal digits.
    public static String sha256(JsonValue value) {
        return Sha256.hex(JsonValues.write(canonical(value)));
    }

    private static JsonValue canonical(JsonValue value) {
        return switch (value) {
            case JsonNumber(var number) -> new JsonNumber(number.stripTrailingZeros());
            case JsonArray(var items) ->
                    new JsonArray(items.stream().map(CanonicalJson::canonical).toList());
            case JsonObject(var members) -> {
                Map<String, JsonValue> sorted = new LinkedHashMap<>();
                members.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(e -> sorted.put(e.getKey(), canonical(e.getValue())));
                yield new JsonObject(sorted);
            }
            case JsonNull _, JsonBoolean _, JsonString _ -> value;
        };
    }
}
