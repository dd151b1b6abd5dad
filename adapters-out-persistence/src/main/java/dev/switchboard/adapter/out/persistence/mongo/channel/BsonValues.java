package dev.switchboard.adapter.out.persistence.mongo.channel;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/// Converts JSON to BSON and back. Numbers are stored as integers or decimals, never as doubles, so
/// `0.1` and `1.0` come back unchanged, and queries match them whatever their type. Numbers of more
/// than 34 digits are kept as text.
final class BsonValues {

    private static final String NUMBER_AS_TEXT = "number:";

    private BsonValues() {}

    static @Nullable Object toBson(JsonValue value) {
        return switch (value) {
            case JsonNull _ -> null;
            case JsonBoolean(boolean b) -> b;
            case JsonString(String text) -> text;
            case JsonNumber(BigDecimal number) -> toBson(number);
            case JsonArray(List<JsonValue> items) -> toBson(items);
            case JsonObject object -> toDocument(object);
        };
    }

    static List<@Nullable Object> toBson(List<JsonValue> items) {
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(toBson(item)));
        return list;
    }

    static Document toDocument(JsonObject object) {
        Document document = new Document();
        object.members().forEach((name, member) -> document.put(name, toBson(member)));
        return document;
    }

    private static Object toBson(BigDecimal number) {
        // Decided by its text: 1e2 stays 1E+2, and 1.0 does not become 1.
        if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
            return number.longValueExact();
        }
        try {
            return new Decimal128(number);
        } catch (NumberFormatException _) {
            // Too long even for a decimal. JSON has no binary type, so this form is unambiguous.
            return new Binary((NUMBER_AS_TEXT + number).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// BSON types without a JSON equivalent, in hand-made documents, become text.
    static JsonValue toJson(@Nullable Object value) {
        return switch (value) {
            case null -> JsonValue.NULL;
            case Boolean b -> new JsonBoolean(b);
            case String text -> new JsonString(text);
            case Decimal128 number when number.isFinite() -> toJson(number);
            case Double number when Double.isFinite(number) -> toJson(number.doubleValue());
            case Integer number -> new JsonNumber(BigDecimal.valueOf(number));
            case Long number -> new JsonNumber(BigDecimal.valueOf(number));
            case Binary binary when textOf(binary).startsWith(NUMBER_AS_TEXT) ->
                    toJson(textOf(binary).substring(NUMBER_AS_TEXT.length()));
            case Date date -> new JsonString(date.toInstant().toString());
            case Map<?, ?> members -> toObject(members);
            case Iterable<?> items -> toArray(items);
            default -> new JsonString(value.toString());
        };
    }

    private static String textOf(Binary binary) {
        return new String(binary.getData(), StandardCharsets.US_ASCII);
    }

    /// Of a hand-made number that is none, the text.
    private static JsonValue toJson(String number) {
        try {
            return new JsonNumber(new BigDecimal(number));
        } catch (NumberFormatException _) {
            return new JsonString(number);
        }
    }

    private static JsonValue toJson(Decimal128 number) {
        // equal whatever its scale
        boolean negativeZero = number.compareTo(Decimal128.NEGATIVE_ZERO) == 0;
        return new JsonNumber(negativeZero ? BigDecimal.ZERO : number.bigDecimalValue());
    }

    /// MongoDB's shell writes every number as a double; a whole one reads as 5, not 5.0.
    private static JsonValue toJson(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return new JsonNumber(whole ? exact.setScale(0) : exact);
    }

    static JsonObject toObject(Map<?, ?> members) {
        Map<String, JsonValue> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(String.valueOf(name), toJson(member)));
        return new JsonObject(object);
    }

    private static JsonArray toArray(Iterable<?> items) {
        List<JsonValue> array = new ArrayList<>();
        items.forEach(item -> array.add(toJson(item)));
        return new JsonArray(array);
    }
}
