package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a request body, read by name and type. Each method throws [InvalidValueException],
/// naming the field and the expected type, if the field has another type. Absent fields are null;
/// JSON's null is a value of the wrong type.
public record JsonFields(JsonObject body) {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_DIGITS = 19;

    /// Parses the fields of a body.
    ///
    /// @throws UnreadableJsonException if the body is not one JSON object
    public static JsonFields of(byte[] body) {
        return new JsonFields(StrictJson.parseObject(body));
    }

    /// Like [#of], for requests with an optional body.
    public static JsonFields ofOptional(byte @Nullable [] body) {
        return body == null || body.length == 0 ? of(new byte[] {'{', '}'}) : of(body);
    }

    /// Returns the names of all fields but the known ones, in the order of the body.
    public List<String> namesBeside(Set<String> known) {
        return body.members().keySet().stream().filter(name -> !known.contains(name)).toList();
    }

    /// Returns these fields if all are known.
    ///
    /// @throws InvalidValueException with [Reason#NOT_ALLOWED], naming the first unknown field
    public JsonFields refuseAllBut(Set<String> known) {
        for (String name : namesBeside(known)) {
            throw new InvalidValueException("body", Reason.NOT_ALLOWED, name);
        }
        return this;
    }

    /// Returns checks of these fields that already contain the unknown ones.
    public FieldChecks checksOfNoneBut(Set<String> known) {
        return new FieldChecks(
                namesBeside(known).stream()
                        .limit(FieldChecks.MOST)
                        .map(name -> new InvalidValueException("body", Reason.NOT_ALLOWED, name))
                        .toList());
    }

    public @Nullable String string(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonString(String text) -> text;
            default -> throw wrongType(name, "a string");
        };
    }

    /// Like [#string], for a required field.
    ///
    /// @throws InvalidValueException also if it is absent
    public String requiredString(String name) {
        return RequiredField.value(name, string(name));
    }

    public @Nullable Boolean bool(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonBoolean(boolean value) -> value;
            default -> throw wrongType(name, "a boolean");
        };
    }

    public @Nullable Long integer(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonNumber(var number) when isLong(number) -> number.longValueExact();
            default -> throw wrongType(name, "an integer");
        };
    }

    public @Nullable JsonObject object(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonObject object -> object;
            default -> throw wrongType(name, "an object");
        };
    }

    public @Nullable List<String> strings(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonArray(var items) -> strings(name, items);
            default -> throw wrongType(name, "a list of strings");
        };
    }

    private static List<String> strings(String name, List<JsonValue> items) {
        List<String> texts = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonString(String text))) {
                throw wrongType(name, "a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    public @Nullable List<JsonFields> objects(String name) {
        return switch (body.members().get(name)) {
            case null -> null;
            case JsonArray(var items) -> objects(name, items);
            default -> throw wrongType(name, "a list of objects");
        };
    }

    private static List<JsonFields> objects(String name, List<JsonValue> items) {
        List<JsonFields> objects = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject object)) {
                throw wrongType(name, "a list of objects");
            }
            objects.add(new JsonFields(object));
        }
        return objects;
    }

    /// Checks the size first, because 1e999999999 does not fit a long and must not be spelled out.
    static boolean isLong(BigDecimal number) {
        return (long) number.precision() - number.scale() <= MOST_DIGITS
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(LEAST) >= 0
                && number.compareTo(GREATEST) <= 0;
    }

    private static InvalidValueException wrongType(String name, String due) {
        return new InvalidValueException(name, Reason.WRONG_TYPE, due);
    }
}
