package dev.switchboard.application.service.peer;

import dev.switchboard.domain.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The components of records, and how a record is made of them.
final class RecordForms {

    private final Map<Class<?>, Form> forms = new ConcurrentHashMap<>();

    Form of(Class<?> type) {
        return forms.computeIfAbsent(type, RecordForms::form);
    }

    private static Form form(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("No form of " + type.getName());
        }
        List<Component> components =
                Stream.of(type.getRecordComponents()).map(RecordForms::component).toList();
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Stream.of(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new Form(components, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has this constructor", e);
        }
    }

    private static Component component(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Component(SentNames.of(component), component.getGenericType(), accessor);
    }

    record Component(String name, Type type, Method accessor) {

        @Nullable Object of(Object value) {
            return ReflectiveCall.result(() -> accessor.invoke(value));
        }

        /// JSON's null is a value of this component.
        boolean isMissedAsNull() {
            return type instanceof Class<?> plain && JsonValue.class.isAssignableFrom(plain);
        }
    }

    record Form(List<Component> components, Constructor<?> constructor) {

        /// @throws dev.switchboard.domain.InvalidValueException if the record refuses them
        Object make(@Nullable Object[] parts) {
            Object made = ReflectiveCall.result(() -> constructor.newInstance(parts));
            if (made == null) {
                throw new IllegalStateException("A constructor makes something");
            }
            return made;
        }
    }
}
