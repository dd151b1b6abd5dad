package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value within a record: an octet for its type, then its content. Numbers keep every digit.
public final class JsonBytes {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int NUMBER = 3;
    private static final int STRING = 4;
    private static final int ARRAY = 5;
    private static final int OBJECT = 6;

    /// Deeper than anything that is accepted.
    private static final int DEEPEST = 200;

    private JsonBytes() {}

    public static void write(ByteWriter value, JsonValue json) {
        switch (json) {
            case JsonNull _ -> value.octet(NULL);
            case JsonBoolean(boolean flag) -> value.octet(flag ? TRUE : FALSE);
            case JsonNumber(BigDecimal number) -> value.octet(NUMBER).text(number.toString());
            case JsonString(String text) -> value.octet(STRING).text(text);
            case JsonArray(List<JsonValue> items) -> {
                value.octet(ARRAY).number(items.size());
                items.forEach(item -> write(value, item));
            }
            case JsonObject(Map<String, JsonValue> members) -> {
                value.octet(OBJECT).number(members.size());
                members.forEach((name, member) -> write(value.text(name), member));
            }
        }
    }

    public static JsonObject readObject(ByteReader value) {
        if (read(value, 0) instanceof JsonObject object) {
            return object;
        }
        throw new DamagedRecordException("a value is not an object");
    }

    private static JsonValue read(ByteReader value, int depth) {
        if (depth > DEEPEST) {
            throw new DamagedRecordException("a value is nested too deep");
        }
        return switch (value.octet()) {
            case NULL -> JsonValue.NULL;
            case FALSE -> new JsonBoolean(false);
            case TRUE -> new JsonBoolean(true);
            case NUMBER -> number(value.text());
            case STRING -> new JsonString(value.text());
            case ARRAY -> array(value, depth);
            case OBJECT -> object(value, depth);
            default -> throw new DamagedRecordException("a kind of JSON is unknown");
        };
    }

    private static JsonNumber number(String text) {
        try {
            return new JsonNumber(new BigDecimal(text));
        } catch (NumberFormatException _) {
            throw new DamagedRecordException("a number is none");
        }
    }

    private static JsonArray array(ByteReader value, int depth) {
        List<JsonValue> items = new ArrayList<>();
        long count = value.number();
        for (long i = 0; i < count; i++) {
            items.add(read(value, depth + 1));
        }
        return new JsonArray(items);
    }

    private static JsonObject object(ByteReader value, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        long count = value.number();
        for (long i = 0; i < count; i++) {
            String name = value.text();
            members.put(name, read(value, depth + 1));
        }
        return new JsonObject(members);
    }
}
