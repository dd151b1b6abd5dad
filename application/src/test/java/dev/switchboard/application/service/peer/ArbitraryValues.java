package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes values of the types of ports, each from the same seed. A record that refuses its
/// components gets others.
final class ArbitraryValues {

    private static final int TRIALS = 20_000;

    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "text",
                    "a \"quoted\" text\\ with\nlines, \u0001 and \uD83D\uDE00",
                    "0199c1d2-7e3f-7a41-8b52-9c6f0d1e2a3b",
                    "https://host.example/path?q=1",
                    "org-1",
                    "bot:conversation-1",
                    "msg_0199c1d27e3f7a418b529c6f0d1e2a3b",
                    "ho_0199c1d27e3f7a418b529c6f",
                    "le_0199c1d27e3f7a418b529c6f",
                    "0199c1d27e3f7a418b529c6f0d1e2a3b0199c1d27e3f7a418b529c6f0d1e2a3b",
                    "0199c1d27e3f7a418b529c6f0d1e2a3b",
                    "{\"to\":1}",
                    "2026-11-25",
                    "");

    private final Random random;

    ArbitraryValues(long seed) {
        this.random = new Random(seed);
    }

    Object of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic);
            case Class<?> plain -> ofClass(plain);
            default -> throw new IllegalArgumentException("No value of " + type);
        };
    }

    private Object ofGeneric(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type first = type.getActualTypeArguments()[0];
        if (raw == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(of(first));
        }
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(of(first));
        }
        if (raw == Set.class) {
            return new LinkedHashSet<>(items);
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            items.forEach(key -> map.put(key, of(type.getActualTypeArguments()[1])));
            return map;
        }
        return items;
    }

    private Object ofClass(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (JsonValue.class.isAssignableFrom(type)) {
            JsonValue text = new JsonString(text());
            JsonValue number = new JsonNumber(new BigDecimal("1.50"));
            return type == JsonObject.class
                    ? new JsonObject(Map.of("a", text, "b", JsonValue.NULL, "c", number))
                    : text;
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isSealed() && type != ZoneId.class) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return of(permitted[random.nextInt(permitted.length)]);
        }
        return ofScalar(type);
    }

    private Object ofScalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int", "Integer" -> random.nextInt(1, 100);
            case "long", "Long" -> random.nextBoolean() ? random.nextLong(1, 1000) : 1L << 52;
            case "double", "Double" -> random.nextDouble();
            case "byte[]" -> text().getBytes(UTF_8);
            case "ZoneId" -> ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801));
            case "Instant" ->
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case "Duration" -> Duration.ofMillis(random.nextInt(1, 1_000_000));
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "URI" -> URI.create("https://host.example/" + random.nextInt());
            default -> throw new IllegalArgumentException("No value of " + type);
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Object ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
        for (int i = 0; i < TRIALS; i++) {
            Object[] parts = Stream.of(components).map(this::part).toArray();
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(parts);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof InvalidValueException)
                        && !(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(type.getName(), e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type.getName(), e);
            }
        }
        throw new IllegalStateException("No value of " + type.getName() + " was found");
    }

    private @Nullable Object part(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        boolean nullable = type.isAnnotationPresent(Nullable.class);
        return nullable && random.nextInt(3) == 0 ? null : of(component.getGenericType());
    }
}
