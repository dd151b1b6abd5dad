package dev.switchboard.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Conditions on the types in the signature of a method.
final class Signatures {

    private Signatures() {}

    static ArchCondition<JavaMethod> mentionOnlyTheirPort(House house) {
        return new ArchCondition<>("mention only Java, the domain and their own port") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                String port = method.getOwner().getPackageName();
                report(method, types(method).filter(not(house, port)), events);
            }
        };
    }

    static ArchCondition<JavaMethod> returnNoDomainType(House house) {
        return new ArchCondition<>("return no type of the domain") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                report(method, raw(method.getReturnType()).filter(in(house.domain())), events);
            }
        };
    }

    private static void report(
            JavaMethod method, Stream<JavaClass> strangers, ConditionEvents events) {
        strangers.forEach(stranger ->
                events.add(
                        SimpleConditionEvent.violated(
                                method, method.getFullName() + " mentions " + stranger.getName())));
    }

    private static Stream<JavaClass> types(JavaMethod method) {
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                .flatMap(Signatures::raw);
    }

    private static Stream<JavaClass> raw(JavaType type) {
        return type.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
    }

    private static Predicate<JavaClass> not(House house, String port) {
        return in(House.JAVA)
                .or(in(house.domain()))
                .or(type -> type.isPrimitive() || type.getPackageName().equals(port))
                .negate();
    }

    private static Predicate<JavaClass> in(String packages) {
        return type -> PackageMatcher.of(packages).matches(type.getPackageName());
    }
}
