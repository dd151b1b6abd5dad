package dev.switchboard.application.service.peer;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JSON form of what hubs tell each other, such as what inbound ports take and give, by the
/// declared types.
///
/// A record is an object of its components; a value of a sealed type has a member `is` more, which
/// names its class, by the name that is [sent][dev.switchboard.domain.cluster.SentAs]. Hubs of two
/// releases understand each other: members that are unknown are ignored, and for missing ones there
/// is null, zero or an empty collection.
public final class PortValues {

    private static final String IS = "is";

    private final RecordForms records = new RecordForms();
    private final SealedForms sealed = new SealedForms();

    public JsonValue write(@Nullable Object value, Type type) {
        if (value == null) {
            return JsonValue.NULL;
        }
        Class<?> raw = raw(type);
        Optional<JsonValue> scalar = ScalarForms.write(value, raw);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (value instanceof Optional<?> maybe) {
            return maybe.map(each -> write(each, argument(type, 0))).orElse(JsonValue.NULL);
        }
        if (value instanceof Collection<?> items) {
            return array(items.stream().map(item -> write(item, argument(type, 0))));
        }
        if (value instanceof Map<?, ?> map) {
            return array(map.entrySet().stream().map(entry -> pair(entry, type)));
        }
        return raw.isRecord() ? members(value, Map.of()) : named(value, raw);
    }

    private JsonValue pair(Map.Entry<?, ?> entry, Type map) {
        return array(
                Stream.of(
                        write(entry.getKey(), argument(map, 0)),
                        write(entry.getValue(), argument(map, 1))));
    }

    private JsonValue named(Object value, Class<?> type) {
        JsonValue name = new JsonString(sealed.nameOf(value.getClass(), type));
        return value instanceof Enum<?> constant
                ? new JsonObject(Map.of(IS, name, "name", new JsonString(constant.name())))
                : members(value, Map.of(IS, name));
    }

    private JsonValue members(Object value, Map<String, JsonValue> first) {
        Map<String, JsonValue> members = new LinkedHashMap<>(first);
        for (RecordForms.Component component : records.of(value.getClass()).components()) {
            Object part = component.of(value);
            if (part != null) {
                members.put(component.name(), write(part, component.type()));
            } else if (!component.isMissedAsNull()) {
                members.put(component.name(), JsonValue.NULL);
            }
        }
        return new JsonObject(members);
    }

    /// @param json null if there is no such member
    public @Nullable Object read(@Nullable JsonValue json, Type type) {
        Class<?> raw = raw(type);
        if (json == null) {
            return missing(raw);
        }
        if (JsonValue.class.isAssignableFrom(raw)) {
            return raw.cast(json);
        }
        if (json.equals(JsonValue.NULL)) {
            return raw == Optional.class ? Optional.empty() : null;
        }
        if (raw == Optional.class) {
            return Optional.ofNullable(read(json, argument(type, 0)));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Stream<@Nullable Object> items =
                    items(json).stream().map(item -> read(item, argument(type, 0)));
            return raw == Set.class
                    ? new LinkedHashSet<>(items.toList())
                    : new ArrayList<>(items.toList());
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(json, type);
        }
        if (raw.isRecord()) {
            return record((JsonObject) json, raw);
        }
        return raw.isSealed() && !ScalarForms.has(raw)
                ? variant((JsonObject) json, raw)
                : scalar(json, raw);
    }

    private static Object scalar(JsonValue json, Class<?> type) {
        return ScalarForms.read(json, type)
                .orElseThrow(() -> new IllegalArgumentException("No form of " + type.getName()));
    }

    private static @Nullable Object missing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (Collection.class.isAssignableFrom(type)) {
            return List.of();
        }
        if (Map.class.isAssignableFrom(type)) {
            return Map.of();
        }
        return type.isPrimitive() ? ScalarForms.zero(type) : null;
    }

    private Map<@Nullable Object, @Nullable Object> map(JsonValue json, Type type) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (JsonValue entry : items(json)) {
            List<JsonValue> pair = items(entry);
            map.put(
                    read(pair.getFirst(), argument(type, 0)),
                    read(pair.getLast(), argument(type, 1)));
        }
        return map;
    }

    private Object variant(JsonObject json, Class<?> type) {
        String name = JsonValues.text(json.members().get(IS));
        Class<?> leaf = sealed.named(name, type);
        return leaf.isEnum()
                ? scalar(json.members().getOrDefault("name", JsonValue.NULL), leaf)
                : record(json, leaf);
    }

    private Object record(JsonObject json, Class<?> type) {
        RecordForms.Form form = records.of(type);
        return form.make(
                form.components().stream()
                        .map(each -> read(json.members().get(each.name()), each.type()))
                        .toArray());
    }

    private static JsonArray array(Stream<JsonValue> items) {
        return new JsonArray(items.toList());
    }

    private static List<JsonValue> items(JsonValue json) {
        if (json instanceof JsonArray(var items)) {
            return items;
        }
        throw new IllegalArgumentException("A list was expected");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case WildcardType wild -> raw(wild.getUpperBounds()[0]);
            default -> throw new IllegalArgumentException("No form of " + type.getTypeName());
        };
    }

    private static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException("No form of the members of " + type.getTypeName());
    }
}
