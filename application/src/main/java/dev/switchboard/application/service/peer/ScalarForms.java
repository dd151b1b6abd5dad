package dev.switchboard.application.service.peer;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The JSON form of values without parts.
final class ScalarForms {

    private static final Map<Class<?>, Object> ZEROS =
            Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0);

    private static final Map<Class<?>, Function<String, Object>> BY_TEXT =
            Map.of(
                    String.class, text -> text,
                    Instant.class, Instant::parse,
                    Duration.class, Duration::parse,
                    ZoneId.class, ZoneId::of,
                    URI.class, URI::create,
                    byte[].class, Base64.getDecoder()::decode);

    private static final Map<Class<?>, Function<BigDecimal, Object>> BY_NUMBER =
            Map.of(
                    int.class, BigDecimal::intValueExact,
                    Integer.class, BigDecimal::intValueExact,
                    long.class, BigDecimal::longValueExact,
                    Long.class, BigDecimal::longValueExact,
                    double.class, BigDecimal::doubleValue,
                    Double.class, BigDecimal::doubleValue,
                    BigDecimal.class, number -> number);

    private ScalarForms() {}

    static Object zero(Class<?> primitive) {
        return Optional.ofNullable(ZEROS.get(primitive))
                .orElseThrow(() -> new IllegalArgumentException("No form of " + primitive));
    }

    /// Whether a type of texts or constants, sealed or not, has no parts.
    static boolean has(Class<?> type) {
        return type.isEnum() || BY_TEXT.containsKey(type);
    }

    /// @param type as declared
    /// @return empty if the type has parts
    static Optional<JsonValue> write(Object value, Class<?> type) {
        if (value instanceof JsonValue json) {
            return Optional.of(json);
        }
        if (type.isEnum()) {
            return Optional.of(new JsonString(((Enum<?>) value).name()));
        }
        if (BY_NUMBER.containsKey(type)) {
            return Optional.of(new JsonNumber(new BigDecimal(value.toString())));
        }
        return switch (value) {
            case Boolean yes -> Optional.of(new JsonBoolean(yes));
            case byte[] bytes ->
                    Optional.of(new JsonString(Base64.getEncoder().encodeToString(bytes)));
            default ->
                    BY_TEXT.containsKey(type)
                            ? Optional.of(new JsonString(value.toString()))
                            : Optional.empty();
        };
    }

    /// @return empty if there is no such form of the type
    static Optional<Object> read(JsonValue json, Class<?> type) {
        return switch (json) {
            case JsonString(String name) when type.isEnum() -> Optional.of(constant(type, name));
            case JsonString(String text) ->
                    Optional.ofNullable(BY_TEXT.get(type)).map(form -> form.apply(text));
            case JsonNumber(BigDecimal number) ->
                    Optional.ofNullable(BY_NUMBER.get(type)).map(form -> form.apply(number));
            case JsonBoolean(boolean yes) when type == boolean.class || type == Boolean.class ->
                    Optional.of(yes);
            default -> Optional.empty();
        };
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no such constant");
    }
}
