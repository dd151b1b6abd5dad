package dev.switchboard.domain.json;

import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Comparison and compact text of [JsonValue]s.
public final class JsonValues {

    private JsonValues() {}

    /// The levels of nested arrays and objects in a value; 0 for a scalar.
    public static int depth(JsonValue value) {
        return switch (value) {
            case JsonArray(var items) ->
                    1 + items.stream().mapToInt(JsonValues::depth).max().orElse(0);
            case JsonObject(var members) ->
                    1 + members.values().stream().mapToInt(JsonValues::depth).max().orElse(0);
            case JsonNull _, JsonBoolean _, JsonString _, JsonNumber _ -> 0;
        };
    }

    /// The value if it is a string; otherwise an empty text.
    public static String text(@Nullable JsonValue value) {
        return value instanceof JsonString(String text) ? text : "";
    }

    /// Whether both are the same JSON: members in any order, numbers by value (`1` is `1.0`).
    public static boolean same(JsonValue left, JsonValue right) {
        return switch (left) {
            case JsonNumber(var a) -> right instanceof JsonNumber(var b) && a.compareTo(b) == 0;
            case JsonArray(var a) -> right instanceof JsonArray(var b) && sameItems(a, b);
            case JsonObject(var a) -> right instanceof JsonObject(var b) && sameMembers(a, b);
            case JsonNull _, JsonBoolean _, JsonString _ -> left.equals(right);
        };
    }

    private static boolean sameItems(Iterable<JsonValue> left, Iterable<JsonValue> right) {
        Iterator<JsonValue> a = left.iterator();
        Iterator<JsonValue> b = right.iterator();
        while (a.hasNext() && b.hasNext()) {
            if (!same(a.next(), b.next())) {
                return false;
            }
        }
        return a.hasNext() == b.hasNext();
    }

    private static boolean sameMembers(Map<String, JsonValue> a, Map<String, JsonValue> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(e ->
                                same(e.getValue(), b.getOrDefault(e.getKey(), JsonValue.NULL)));
    }

    /// Compact JSON text with members in their own order. Escapes only what JSON requires.
    public static String write(JsonValue value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonValue value, StringBuilder text) {
        switch (value) {
            case JsonNull _ -> text.append("null");
            case JsonBoolean(boolean b) -> text.append(b);
            case JsonNumber(var number) -> text.append(number);
            case JsonString(String s) -> quote(s, text);
            case JsonArray(var items) -> writeItems(items, text);
            case JsonObject(var members) -> writeMembers(members, text);
        }
    }

    private static void writeItems(List<JsonValue> items, StringBuilder text) {
        text.append('[');
        String separator = "";
        for (JsonValue item : items) {
            text.append(separator);
            write(item, text);
            separator = ",";
        }
        text.append(']');
    }

    private static void writeMembers(Map<String, JsonValue> members, StringBuilder text) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            text.append(separator);
            quote(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            separator = ",";
        }
        text.append('}');
    }

    /// Appends `s` as a JSON string, quotes included.
    public static void quote(String s, StringBuilder text) {
        text.append('"');
        int copied = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(s, copied, i).append(escaped(c));
                copied = i + 1;
            }
        }
        text.append(s, copied, s.length()).append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
