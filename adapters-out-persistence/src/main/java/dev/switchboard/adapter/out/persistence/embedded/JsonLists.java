package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.List;
import java.util.function.Function;

/// Short lists that one column keeps as JSON. What has several fields is an array of them.
final class JsonLists {

    private JsonLists() {}

    static String writeTexts(List<String> texts) {
        return write(texts, JsonString::new);
    }

    static List<String> readTexts(String json) {
        return read(json, JsonLists::text);
    }

    static String writeChecks(List<Check> checks) {
        return write(checks, JsonLists::fields);
    }

    private static JsonValue fields(Check check) {
        return new JsonArray(
                List.of(
                        new JsonString(check.name()),
                        new JsonBoolean(check.ok()),
                        new JsonBoolean(check.required()),
                        new JsonString(check.detail())));
    }

    static List<Check> readChecks(String json) {
        return read(json, JsonLists::check);
    }

    private static Check check(JsonValue value) {
        List<JsonValue> fields = items(value);
        if (fields.size() != 4) {
            throw new IllegalArgumentException("a check has four fields");
        }
        return new Check(
                text(fields.get(0)), flag(fields.get(1)), flag(fields.get(2)), text(fields.get(3)));
    }

    static <T> String write(List<T> items, Function<T, JsonValue> writer) {
        return JsonValues.write(new JsonArray(items.stream().map(writer).toList()));
    }

    static <T> List<T> read(String json, Function<JsonValue, T> reader) {
        return items(JsonText.read(json)).stream().map(reader).toList();
    }

    static List<JsonValue> items(JsonValue value) {
        if (value instanceof JsonArray(var items)) {
            return items;
        }
        throw new IllegalArgumentException("not a list");
    }

    static String text(JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw new IllegalArgumentException("not a text");
    }

    private static boolean flag(JsonValue value) {
        if (value instanceof JsonBoolean(boolean flag)) {
            return flag;
        }
        throw new IllegalArgumentException("neither true nor false");
    }
}
