package dev.switchboard.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Conditions on the shape of a class.
final class Shapes {

    private static final Set<String> NO_OFFERS =
            Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private Shapes() {}

    static DescribedPredicate<JavaClass> named(String pattern) {
        return HasName.Predicates.nameMatching(pattern).forSubtype();
    }

    static ArchCondition<JavaClass> beInterfacesOrRecords() {
        return condition(
                "be interfaces or records",
                (type, complaints) -> {
                    if (!type.isInterface() && !type.isRecord()) {
                        complaints.add("is neither an interface nor a record");
                    }
                });
    }

    static ArchCondition<JavaClass> beSealed() {
        return condition(
                "be sealed",
                (type, complaints) -> {
                    if (!type.reflect().isSealed()) {
                        complaints.add("is not sealed");
                    }
                });
    }

    static ArchCondition<JavaClass> nameTheirPropertiesPlainly() {
        return condition(
                "be annotated with @ConfigurationProperties and a plain value",
                (type, complaints) -> {
                    boolean plain =
                            type.tryGetAnnotationOfType(ConfigurationProperties.class.getName())
                                    .filter(Shapes::hasPlainValue)
                                    .isPresent();
                    if (!plain) {
                        complaints.add("names its prefix otherwise");
                    }
                });
    }

    private static boolean hasPlainValue(JavaAnnotation<?> annotation) {
        return annotation.hasExplicitlyDeclaredProperty("value")
                && !annotation.hasExplicitlyDeclaredProperty("prefix");
    }

    static ArchCondition<JavaClass> beReadAtHomeOrWired() {
        return condition(
                "be read in their own package or by a configuration class or a registrar",
                (type, complaints) ->
                        type.getDirectDependenciesToSelf().stream()
                                .map(Dependency::getOriginClass)
                                .filter(reader -> !reader.getPackage().equals(type.getPackage()))
                                .filter(reader -> !reader.getSimpleName().endsWith("Configuration"))
                                .filter(reader -> !reader.isAssignableTo(BeanRegistrar.class))
                                .forEach(reader ->
                                        complaints.add("is read by " + reader.getName())));
    }

    static ArchCondition<JavaClass> knowOnlyTheirFeature(House house) {
        List<PackageMatcher> shared =
                Stream.concat(
                                Stream.of(house.portsIn(), house.domain()),
                                house.webShared().stream())
                        .map(PackageMatcher::of)
                        .toList();
        PackageMatcher ours = PackageMatcher.of(house.root() + "..");
        return condition(
                "know only inbound ports, the domain, their own package and what the web side shares",
                (type, complaints) ->
                        type.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .filter(known -> ours.matches(known.getPackageName()))
                                .filter(known -> !isWithin(type.getPackageName(), known))
                                .filter(known -> matchesNone(shared, known))
                                .forEach(known -> complaints.add("knows " + known.getName())));
    }

    private static boolean isWithin(String room, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(room + ".");
    }

    private static boolean matchesNone(List<PackageMatcher> packages, JavaClass type) {
        return packages.stream().noneMatch(matcher -> matcher.matches(type.getPackageName()));
    }

    static ArchCondition<JavaConstructor> takeAtMost(int most) {
        return new ArchCondition<>("take at most " + most + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                if (count > most) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    constructor, constructor.getFullName() + " takes " + count));
                }
            }
        };
    }

    static ArchCondition<JavaClass> offerAtMost(int most) {
        return condition(
                "offer at most " + most + " public methods",
                (type, complaints) -> {
                    long count = type.getMethods().stream().filter(Shapes::isOffer).count();
                    if (count > most) {
                        complaints.add("offers " + count);
                    }
                });
    }

    private static boolean isOffer(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !NO_OFFERS.contains(method.getName())
                && !componentsOf(method.getOwner()).contains(method.getName());
    }

    private static Set<String> componentsOf(JavaClass type) {
        return type.isRecord()
                ? type.getFields().stream().map(JavaField::getName).collect(Collectors.toSet())
                : Set.of();
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, List<String>> judge) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> complaints = new ArrayList<>();
                judge.accept(type, complaints);
                complaints.forEach(complaint ->
                        events.add(
                                SimpleConditionEvent.violated(
                                        type, type.getName() + " " + complaint)));
            }
        };
    }
}
