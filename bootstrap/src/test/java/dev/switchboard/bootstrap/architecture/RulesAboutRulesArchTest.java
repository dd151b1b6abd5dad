package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.bootstrap.architecture.offenders.rules.LenientRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules E1 to E3: a rule must be able to fail.
@Execution(ExecutionMode.CONCURRENT)
class RulesAboutRulesArchTest {

    private static final String HERE = RulesAboutRulesArchTest.class.getPackageName();

    static Stream<Rule> rules() {
        return Stream.of(
                        DirectionArchTest.rules(),
                        ContainmentArchTest.rules(),
                        PortsArchTest.rules(),
                        ShapeArchTest.rules(),
                        BehaviourArchTest.rules(),
                        List.of(new Rule("E3 lenient", LenientRule.class, _ -> strictness())))
                .flatMap(List::stream);
    }

    static Stream<String> rooms() {
        return House.OURS.rooms();
    }

    static Stream<String> foreign() {
        return House.foreign();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsOnItsOffender(Rule rule) {
        var report =
                rule.in().apply(House.OFFENDERS).evaluate(Imported.OFFENDERS).getFailureReport();

        assertThat(report.getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(rule.offender().getName()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void saysWhy(Rule rule) {
        assertThat(rule.in().apply(House.OURS).getDescription()).contains(", because ");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesAPackageThatIsInhabited(String room) {
        PackageMatcher matcher = PackageMatcher.of(room);

        assertThat(Imported.MAIN.stream().map(JavaClass::getPackageName))
                .anyMatch(matcher::matches);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void namesAPackageThatSomebodyUses(String technology) {
        PackageMatcher matcher = PackageMatcher.of(technology);
        Set<String> used =
                Stream.of(Imported.MAIN, Imported.OFFENDERS)
                        .flatMap(JavaClasses::stream)
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());

        assertThat(used).anyMatch(matcher::matches);
    }

    @Test
    void forgivesNothing() {
        JavaClasses rules =
                new ClassFileImporter()
                        .importPackages(HERE)
                        .that(
                                DescribedPredicate.describe(
                                        "are no offenders",
                                        type -> !type.getPackageName().startsWith(HERE + ".")));

        strictness().check(rules);
    }

    private static ArchRule strictness() {
        return noClasses()
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "a rule is allowed to check nothing",
                                call -> call.getName().equals("allowEmptyShould")))
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("FreezingArchRule")
                .because("a rule that cannot hold today is not written yet, or is an ADR");
    }
}
