package dev.switchboard.domain.json;

import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what [JsonValues] writes. Adapters read the JSON of strangers with a library that checks
/// more closely.
public final class JsonReader {

    private static final int DEEPEST = 200;

    private final CharBuffer text;

    private JsonReader(String text) {
        this.text = CharBuffer.wrap(text);
    }

    /// @throws IllegalArgumentException if the text is not one JSON value
    public static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.text.hasRemaining()) {
            throw reader.unreadable();
        }
        return value;
    }

    private JsonValue value(int depth) {
        if (depth > DEEPEST) {
            throw unreadable();
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonString(string());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", JsonValue.NULL);
            default -> number();
        };
    }

    private JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        take('{');
        if (peek() != '}') {
            do {
                String name = string();
                take(':');
                members.put(name, value(depth + 1));
            } while (goesOn());
        }
        take('}');
        return new JsonObject(members);
    }

    private JsonArray array(int depth) {
        List<JsonValue> items = new ArrayList<>();
        take('[');
        if (peek() != ']') {
            do {
                items.add(value(depth + 1));
            } while (goesOn());
        }
        take(']');
        return new JsonArray(items);
    }

    private boolean goesOn() {
        if (peek() != ',') {
            return false;
        }
        take(',');
        return true;
    }

    private String string() {
        take('"');
        StringBuilder read = new StringBuilder();
        while (true) {
            char c = next();
            switch (c) {
                case '"' -> {
                    return read.toString();
                }
                case '\\' -> read.append(escaped(next()));
                default -> read.append(c);
            }
        }
    }

    private char escaped(char c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unit(many(4));
            default -> throw unreadable();
        };
    }

    private char unit(String digits) {
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw unreadable();
        }
        return (char) HexFormat.fromHexDigits(digits);
    }

    private JsonValue word(String word, JsonValue meant) {
        if (!many(word.length()).equals(word)) {
            throw unreadable();
        }
        return meant;
    }

    private JsonNumber number() {
        StringBuilder read = new StringBuilder();
        while (text.hasRemaining() && "+-.0123456789Ee".indexOf(text.get(text.position())) >= 0) {
            read.append(text.get());
        }
        try {
            return new JsonNumber(new BigDecimal(read.toString()));
        } catch (NumberFormatException _) {
            throw unreadable();
        }
    }

    private String many(int count) {
        if (text.remaining() < count) {
            throw unreadable();
        }
        char[] read = new char[count];
        text.get(read);
        return new String(read);
    }

    /// The next character that is no space; stays there.
    private char peek() {
        skipSpace();
        return text.get(requireMore().position());
    }

    private void skipSpace() {
        while (text.hasRemaining() && " \t\r\n".indexOf(text.get(text.position())) >= 0) {
            next();
        }
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw unreadable();
        }
        next();
    }

    private char next() {
        return requireMore().get();
    }

    private CharBuffer requireMore() {
        if (!text.hasRemaining()) {
            throw unreadable();
        }
        return text;
    }

    /// Quotes nothing of the text, which may be private.
    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("No JSON at character " + text.position());
    }
}
