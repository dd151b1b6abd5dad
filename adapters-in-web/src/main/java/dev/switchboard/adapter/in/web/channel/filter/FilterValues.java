package dev.switchboard.adapter.in.web.channel.filter;

import dev.switchboard.adapter.in.web.json.StorableNumbers;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.List;

/// The values a filter may compare with: texts of at most 1000 characters, numbers, booleans, null,
/// and for tags lists of texts.
final class FilterValues {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_VALUES = 100;

    private FilterValues() {}

    static JsonValue one(FieldPath field, JsonValue value) {
        boolean supported =
                switch (value) {
                    case JsonString(String text) ->
                            text.codePointCount(0, text.length()) <= MAX_LENGTH;
                    case JsonNumber _ -> StorableNumbers.only(value);
                    case JsonBoolean _, JsonNull _ -> true;
                    case JsonArray(var items) -> tags(field, items);
                    case JsonObject _ -> false;
                };
        if (!supported) {
            throw FilterRefusal.value(field);
        }
        return value;
    }

    static List<JsonValue> list(FieldPath field, JsonValue value) {
        if (!(value instanceof JsonArray(var items))) {
            throw FilterRefusal.value(field);
        }
        requireFew(items);
        return items.stream().map(item -> one(field, item)).toList();
    }

    private static boolean tags(FieldPath field, List<JsonValue> items) {
        if (!field.toString().equals("channel_tags")) {
            return false;
        }
        requireFew(items);
        return items.stream()
                .allMatch(item ->
                        item instanceof JsonString(String tag) && tag.length() <= MAX_LENGTH);
    }

    private static void requireFew(List<JsonValue> items) {
        if (items.size() > MAX_VALUES) {
            throw FilterRefusal.tooComplex("values");
        }
    }
}
