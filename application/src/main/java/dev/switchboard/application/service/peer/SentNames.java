package dev.switchboard.application.service.peer;

import dev.switchboard.domain.cluster.SentAs;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// The names that hubs send: those of the code, unless [SentAs] gives another one.
final class SentNames {

    private SentNames() {}

    /// Returns the name of a type within its package.
    static String of(Class<?> type) {
        String name = name(type, type.getSimpleName());
        @Nullable Class<?> outer = type.getDeclaringClass();
        return outer == null ? name : of(outer) + "$" + name;
    }

    static String of(Method method) {
        return name(method, method.getName());
    }

    static String of(RecordComponent component) {
        return name(component, component.getName());
    }

    private static String name(AnnotatedElement element, String inCode) {
        SentAs sent = element.getAnnotation(SentAs.class);
        return sent == null ? inCode : sent.value();
    }
}
