package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a callback is a part of an answer, and which (contract netomi 4.5 and 4.6).
final class Chunks {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final String AGGREGATED = "AGGREGATED_CHUNKS_RESPONSE";

    private Chunks() {}

    /// `CHUNK_INDEX` as text; empty if there is none.
    static String index(RawMembers callback) {
        if (!(callback.value("customFields") instanceof JsonObject fields)) {
            return "";
        }
        return switch (fields.members().get("CHUNK_INDEX")) {
            case JsonString(String text) -> text.strip();
            case JsonNumber number -> JsonValues.write(number);
            case null, default -> "";
        };
    }

    /// The index as a number, or -1 if it is none.
    static int numberOf(String index) {
        return NUMBER.matcher(index).matches() ? Integer.parseInt(index) : -1;
    }

    /// Whether it says of itself that all its chunks are in it.
    static boolean aggregated(@Nullable JsonValue value) {
        return switch (value) {
            case JsonArray(var items) -> items.stream().anyMatch(Chunks::aggregated);
            case JsonObject object ->
                    saysAggregated(object)
                            || object.members().values().stream().anyMatch(Chunks::aggregated);
            case null, default -> false;
        };
    }

    private static boolean saysAggregated(JsonObject property) {
        return new JsonString(AGGREGATED).equals(property.members().get("name"))
                && switch (property.members().get("value")) {
                    case JsonString(String text) -> text.equalsIgnoreCase("true");
                    case JsonValue.JsonBoolean(boolean yes) -> yes;
                    case null, default -> false;
                };
    }
}
