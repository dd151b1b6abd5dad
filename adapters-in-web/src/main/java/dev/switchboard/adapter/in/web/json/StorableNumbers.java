package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;

/// Checks that numbers can be stored and compared by every store: they must be within the range of
/// a double. `1e400` is valid JSON but is not.
public final class StorableNumbers {

    private StorableNumbers() {}

    public static boolean only(JsonValue value) {
        return switch (value) {
            case JsonNumber(var number) -> Double.isFinite(number.doubleValue());
            case JsonArray(var items) -> items.stream().allMatch(StorableNumbers::only);
            case JsonObject(var members) ->
                    members.values().stream().allMatch(StorableNumbers::only);
            case JsonNull _, JsonBoolean _, JsonString _ -> true;
        };
    }
}
