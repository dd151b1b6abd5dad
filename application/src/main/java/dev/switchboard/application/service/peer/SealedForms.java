package dev.switchboard.application.service.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the records and enums that a sealed type permits. No other class can be named.
final class SealedForms {

    private final Map<Class<?>, Map<String, Class<?>>> leaves = new ConcurrentHashMap<>();
    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();

    Class<?> named(String name, Class<?> type) {
        Class<?> leaf = of(type).get(name);
        if (leaf == null) {
            throw new IllegalArgumentException(type.getName() + " has no such form");
        }
        return leaf;
    }

    String nameOf(Class<?> leaf, Class<?> type) {
        String name = names.computeIfAbsent(leaf, SentNames::of);
        if (leaf != of(type).get(name)) {
            throw new IllegalArgumentException("No form of " + leaf.getName());
        }
        return name;
    }

    private Map<String, Class<?>> of(Class<?> type) {
        return leaves.computeIfAbsent(
                type,
                all ->
                        leaves(all)
                                .distinct()
                                .collect(
                                        Collectors.toUnmodifiableMap(SentNames::of, each -> each)));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() && !type.isEnum()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(SealedForms::leaves)
                : Stream.of(type);
    }
}
