package dev.switchboard.application.service.peer;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON form of a call and of its result. A refused value is a result too.
final class CallForms {

    /// The partition of a call that is about nothing that is owned.
    static final int NONE = -1;

    private static final String PARTITION = "partition";
    private static final String ARGUMENTS = "arguments";
    private static final String RESULT = "result";
    private static final String INVALID = "invalid";

    private final PortValues values = new PortValues();

    /// A value that a port refused.
    private record Invalid(String field, Reason reason, String detail) {}

    JsonValue call(int partition, Method method, List<@Nullable Object> arguments) {
        Type[] types = method.getGenericParameterTypes();
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            items.add(values.write(arguments.get(i), types[i]));
        }
        return new JsonObject(
                Map.of(
                        PARTITION,
                        new JsonNumber(BigDecimal.valueOf(partition)),
                        ARGUMENTS,
                        new JsonArray(items)));
    }

    /// @return [#NONE] if the call names none
    int partition(JsonObject call) {
        return call.members().get(PARTITION) instanceof JsonNumber(BigDecimal number)
                ? number.intValue()
                : NONE;
    }

    /// @return without those that the caller does not know
    List<JsonValue> arguments(JsonObject call) {
        return call.members().get(ARGUMENTS) instanceof JsonArray(var items) ? items : List.of();
    }

    @Nullable Object[] arguments(Method method, List<JsonValue> arguments) {
        Type[] types = method.getGenericParameterTypes();
        @Nullable Object[] read = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            read[i] = values.read(i < arguments.size() ? arguments.get(i) : null, types[i]);
        }
        return read;
    }

    JsonValue done(Method method, @Nullable Object result) {
        return member(RESULT, values.write(result, method.getGenericReturnType()));
    }

    JsonValue refused(InvalidValueException invalid) {
        Invalid refusal = new Invalid(invalid.field(), invalid.reason(), invalid.detail());
        return member(INVALID, values.write(refusal, Invalid.class));
    }

    private static JsonValue member(String name, JsonValue value) {
        return new JsonObject(Map.of(name, value));
    }

    /// @throws InvalidValueException if the port refused a value
    @Nullable Object result(Method method, JsonValue json) {
        if (!(json instanceof JsonObject(var members))) {
            throw new IllegalArgumentException("A result was expected");
        }
        if (members.containsKey(INVALID)
                && values.read(members.get(INVALID), Invalid.class) instanceof Invalid invalid) {
            throw new InvalidValueException(invalid.field(), invalid.reason(), invalid.detail());
        }
        return method.getReturnType() == void.class
                ? null
                : values.read(members.get(RESULT), method.getGenericReturnType());
    }
}
