package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads JSON in which anything may be missing or of another type than expected.
final class LenientJson {

    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private static final int LONGEST = 200;

    private LenientJson() {}

    static JsonObject object(JsonValue value) {
        return value instanceof JsonObject object ? object : EMPTY;
    }

    static JsonObject object(JsonObject parent, String name) {
        return object(parent.members().getOrDefault(name, JsonValue.NULL));
    }

    /// Returns the objects in a list.
    static List<JsonObject> objects(JsonObject parent, String name) {
        return list(parent, name, LenientJson::object);
    }

    /// Returns the items of a list, each as an object: others as its only member.
    static List<JsonObject> items(JsonObject parent, String name) {
        return list(parent, name, LenientJson::wrapped);
    }

    private static JsonObject wrapped(JsonValue item) {
        return item instanceof JsonObject object ? object : new JsonObject(Map.of("item", item));
    }

    /// Returns the strings in a list.
    static List<String> texts(JsonObject parent, String name) {
        return list(parent, name, JsonValues::text);
    }

    private static <T> List<T> list(
            JsonObject parent, String name, Function<JsonValue, T> reading) {
        return parent.members().get(name) instanceof JsonArray(List<JsonValue> items)
                ? items.stream().map(reading).toList()
                : List.of();
    }

    /// A string, or a number as people write it; otherwise empty, as for a number too long for an
    /// id.
    static String text(JsonObject parent, String name) {
        return switch (parent.members().get(name)) {
            case JsonString(String text) -> text;
            case JsonNumber(var number) ->
                    Math.abs((long) number.scale()) <= LONGEST ? number.toPlainString() : "";
            case null, default -> "";
        };
    }

    /// Returns the first non-empty member.
    static String first(JsonObject parent, String... names) {
        return Stream.of(names)
                .map(name -> text(parent, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Joins the non-empty parts on one line.
    static String line(String separator, String... parts) {
        return Stream.of(parts)
                .map(part -> part.replaceAll("\\s+", " ").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(separator));
    }
}
