package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/// Reads a body into a record: each component is the field of its name. A component may be a
/// string, a whole number, an enum constant, any JSON object, another such record, or a list of
/// those. It may be absent if it is `@Nullable`. Fields that the record does not have are ignored,
/// because clients send all that they have; JSON's null is a value of the wrong type.
public final class RecordBody {

    private final List<InvalidValueException> refused = new ArrayList<>();

    private RecordBody() {}

    /// @throws UnreadableJsonException if the body is not one JSON object
    /// @throws InvalidFieldsException naming the fields that are missing or of the wrong type, and
    ///   those that the constructor of an otherwise complete record refused; the first ones, if
    ///   they are many
    static Record read(byte[] body, Class<? extends Record> type) {
        RecordBody reader = new RecordBody();
        Record read = reader.record(StrictJson.parseObject(body), type, "");
        if (read == null) {
            throw new InvalidFieldsException(reader.refused);
        }
        return read;
    }

    /// @return null if it was refused
    private @Nullable Record record(JsonObject body, Class<? extends Record> type, String prefix) {
        int refusedBefore = refused.size();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + component.getName();
            JsonValue value = body.members().get(component.getName());
            if (value != null) {
                values[i] = value(value, component.getGenericType(), name);
            } else if (!isOptional(component)) {
                refuse(name, Reason.MISSING, "");
            }
        }
        return refused.size() == refusedBefore && !isFull() ? make(type, values, prefix) : null;
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private @Nullable Record make(
            Class<? extends Record> type, @Nullable Object[] values, String prefix) {
        Class<?>[] parameters =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case InvalidValueException one -> refuse(prefix, one);
                case InvalidFieldsException several ->
                        several.refused().forEach(each -> refuse(prefix, each));
                case null, default -> throw new IllegalStateException(e);
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return null if it was refused
    private @Nullable Object value(JsonValue value, Type type, String name) {
        if (type instanceof ParameterizedType list) {
            Type of = list.getActualTypeArguments()[0];
            return value instanceof JsonArray(var items)
                    ? items(items, of, name)
                    : refuse(name, Reason.WRONG_TYPE, "a list");
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == String.class) {
            return value instanceof JsonString(String text)
                    ? text
                    : refuse(name, Reason.WRONG_TYPE, "a string");
        }
        if (wanted == long.class || wanted == Long.class) {
            return value instanceof JsonNumber(BigDecimal number) && JsonFields.isLong(number)
                    ? (Object) number.longValueExact()
                    : refuse(name, Reason.WRONG_TYPE, "an integer");
        }
        if (wanted.isEnum()) {
            return constant(value, wanted, name);
        }
        if (!(value instanceof JsonObject object)) {
            return refuse(name, Reason.WRONG_TYPE, "an object");
        }
        return wanted == JsonObject.class
                ? object
                : record(object, wanted.asSubclass(Record.class), name + ".");
    }

    private List<Object> items(List<JsonValue> items, Type type, String name) {
        List<Object> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Object item = value(items.get(i), type, "%s[%d]".formatted(name, i));
            if (item != null) {
                read.add(item);
            }
        }
        return read;
    }

    private @Nullable Object constant(JsonValue value, Class<?> type, String name) {
        if (!(value instanceof JsonString(String text))) {
            return refuse(name, Reason.WRONG_TYPE, "a string");
        }
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        return refuse(name, Reason.INVALID, "");
    }

    private void refuse(String prefix, InvalidValueException cause) {
        refuse(prefix + cause.field(), cause.reason(), cause.detail());
    }

    /// @return always null
    private @Nullable Object refuse(String name, Reason reason, String detail) {
        if (!isFull()) {
            refused.add(new InvalidValueException(name, reason, detail));
        }
        return null;
    }

    private boolean isFull() {
        return refused.size() == FieldChecks.MOST;
    }

    /// Lets controllers take bodies as records.
    public static final class Converter implements HttpMessageConverter<Record> {

        @Override
        public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
            return type.isRecord();
        }

        @Override
        public Record read(Class<? extends Record> type, HttpInputMessage message)
                throws IOException {
            return RecordBody.read(message.getBody().readAllBytes(), type);
        }

        @Override
        public List<MediaType> getSupportedMediaTypes() {
            return List.of(MediaType.APPLICATION_JSON);
        }

        /// Never, because other converters write responses.
        @Override
        public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
            return false;
        }

        @Override
        public void write(Record body, @Nullable MediaType contentType, HttpOutputMessage message) {
            throw new UnsupportedOperationException("reads only");
        }
    }
}
