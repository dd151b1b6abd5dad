package dev.switchboard.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds classes that keep state behind a port, and checks that the port's suite runs against them.
final class Contracts {

    private static final Set<String> TEST_SUFFIXES = Set.of("Test", "IT");

    /// It reports the state of a store, and keeps no state.
    private static final String NO_STATE = "StoreHealth";

    private Contracts() {}

    /// Stores keep state, and so do their in-memory twins and the classes before them.
    static DescribedPredicate<JavaClass> keepState(House house) {
        PackageMatcher out = PackageMatcher.of(house.portsOut());
        Set<String> stateful =
                Stream.of(Imported.MAIN, Imported.OFFENDERS)
                        .flatMap(JavaClasses::stream)
                        .filter(type -> isStoreOrTwin(house, type))
                        .flatMap(type -> ports(type, out))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        return DescribedPredicate.describe(
                "keep state behind a port",
                type -> ports(type, out).anyMatch(port -> stateful.contains(port.getName())));
    }

    private static boolean isStoreOrTwin(House house, JavaClass type) {
        return Stream.concat(house.stores().stream(), Stream.of(house.inMemory()))
                .anyMatch(home -> PackageMatcher.of(home).matches(type.getPackageName()));
    }

    static ArchCondition<JavaClass> beHeldToThem(JavaClasses tests) {
        return new ArchCondition<>("be held to their ports' contracts by a test of their name") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                ports(type, PackageMatcher.of("..port.out.."))
                        .map(port -> port.getName() + "Contract")
                        .filter(contract -> !isHeldTo(tests, type, contract))
                        .forEach(contract ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                type,
                                                type.getName()
                                                        + " has no test that implements "
                                                        + contract)));
            }
        };
    }

    private static Stream<JavaClass> ports(JavaClass type, PackageMatcher out) {
        return type.getAllRawInterfaces().stream()
                .filter(port -> out.matches(port.getPackageName()))
                .filter(port -> !port.isNestedClass())
                .filter(port -> !port.getSimpleName().equals(NO_STATE));
    }

    private static boolean isHeldTo(JavaClasses tests, JavaClass type, String contract) {
        return TEST_SUFFIXES.stream()
                .map(suffix -> type.getName() + suffix)
                .filter(tests::contain)
                .map(tests::get)
                .anyMatch(test -> test.isAssignableTo(contract));
    }
}
