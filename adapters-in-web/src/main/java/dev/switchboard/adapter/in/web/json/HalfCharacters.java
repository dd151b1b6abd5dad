package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.Utf8;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/// Replaces unpaired surrogates, which cannot be stored or sent on, by the character that Unicode
/// has for this.
final class HalfCharacters {

    private static final int REPLACEMENT = 0xFFFD;

    private HalfCharacters() {}

    static JsonValue replaced(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> new JsonString(replaced(text));
            case JsonArray(var items) ->
                    new JsonArray(items.stream().map(HalfCharacters::replaced).toList());
            case JsonObject(var members) -> replaced(members);
            case JsonValue.JsonNull _, JsonValue.JsonBoolean _, JsonValue.JsonNumber _ -> value;
        };
    }

    private static JsonObject replaced(Map<String, JsonValue> members) {
        Map<String, JsonValue> whole = new LinkedHashMap<>();
        members.forEach((name, member) -> whole.put(replaced(name), replaced(member)));
        return new JsonObject(whole);
    }

    private static String replaced(String text) {
        if (Utf8.encodable(text)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().map(HalfCharacters::replaced).forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private static int replaced(int letter) {
        return Utf8.isSurrogate(letter) ? REPLACEMENT : letter;
    }
}
