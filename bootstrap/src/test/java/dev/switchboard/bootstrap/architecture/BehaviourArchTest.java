package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dev.switchboard.bootstrap.architecture.offenders.application.service.HastyVerifier;
import dev.switchboard.bootstrap.architecture.offenders.application.service.RestlessService;
import dev.switchboard.domain.secret.HmacSha256;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules D1 to D5: what code may not do by itself. `SourcesTest` checks in the sources that nobody
/// catches `Throwable`, because in bytecode every try-with-resources does.
@Execution(ExecutionMode.CONCURRENT)
class BehaviourArchTest {

    private static final Pattern TIME =
            Pattern.compile(
                    "java\\.time\\.\\w+\\.now\\(\\)"
                            + "|java\\.time\\.Clock\\.(system|tick(Minutes|Seconds|Millis))\\w*\\(.*"
                            + "|java\\.lang\\.System\\.currentTimeMillis\\(\\)");

    private static final Pattern CHANCE =
            Pattern.compile(
                    "java\\.(util|security)\\.\\w*Random\\.<init>\\(.*"
                            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)"
                            + "|java\\.util\\.UUID\\.randomUUID\\(\\)"
                            + "|java\\.lang\\.Math\\.random\\(\\)");

    private static final Pattern THREADS =
            Pattern.compile(
                    "java\\.lang\\.Thread\\.(<init>|sleep|of\\w+|startVirtualThread)\\(.*"
                            + "|java\\.util\\.concurrent\\.Executors\\..*"
                            + "|java\\.util\\.concurrent\\.(\\w*ThreadPoolExecutor|ForkJoinPool)"
                            + "\\.<init>\\(.*");

    private static final Pattern COMPARISON =
            Pattern.compile(
                    "java\\.util\\.(Arrays|Objects)\\.(equals|deepEquals|mismatch|compare)\\(.*"
                            + "|java\\.lang\\.String\\.(equals\\w*|contentEquals|compareTo\\w*"
                            + "|regionMatches)\\(.*");

    static List<Rule> rules() {
        return List.of(
                new Rule("D1 time", RestlessService.class, BehaviourArchTest::time),
                new Rule("D1 chance", RestlessService.class, BehaviourArchTest::chance),
                new Rule("D2 threads", RestlessService.class, BehaviourArchTest::threads),
                new Rule("D3 streams", RestlessService.class, BehaviourArchTest::streams),
                new Rule("D3 logging", RestlessService.class, BehaviourArchTest::logging),
                new Rule("D4 throwing", RestlessService.class, BehaviourArchTest::throwing),
                new Rule("D4 declaring", RestlessService.class, BehaviourArchTest::declaring),
                new Rule("D5 comparing", HastyVerifier.class, BehaviourArchTest::comparing));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.check();
    }

    private static ArchRule time(House house) {
        return nobodyBut("ask the computer for the time", TIME, house.bootstrap(), house.walk())
                .because("a test must be able to say what time it is");
    }

    private static ArchRule chance(House house) {
        return nobodyBut("throw dice", CHANCE, house.bootstrap())
                .because("a test must be able to say what chance brings");
    }

    private static ArchRule threads(House house) {
        return nobodyBut("start, pool or delay threads", THREADS, house.bootstrap())
                .because("whoever runs the hub must know every thread of it");
    }

    private static ArchRule streams(House house) {
        return inside(house)
                .and()
                .resideOutsideOfPackage(house.walk())
                .and()
                .doNotHaveSimpleName("SwitchboardApplication") // its commands print and end
                .should(ACCESS_STANDARD_STREAMS)
                .because("what is printed reaches no log and no operator");
    }

    private static ArchRule logging(House house) {
        return inside(house)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(House.JAVA_LOGGING)
                .because("there is one way to log");
    }

    private static ArchRule throwing(House house) {
        return inside(house)
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("nobody can tell one RuntimeException from another");
    }

    private static ArchRule declaring(House house) {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.root() + "..")
                .should()
                .declareThrowableOfType(Exception.class)
                .because("it forces callers to catch what they do not know");
    }

    private static ArchRule comparing(House house) {
        return inside(house)
                .and(
                        DescribedPredicate.describe(
                                "sign",
                                type ->
                                        type.getMethodCallsFromSelf().stream()
                                                .anyMatch(BehaviourArchTest::signs)))
                .should()
                .accessTargetWhere(
                        DescribedPredicate.<JavaAccess<?>>describe(
                                "compare as soon as they can",
                                access ->
                                        COMPARISON
                                                .matcher(access.getTarget().getFullName())
                                                .matches()))
                .because("the time that it takes must not tell how much of a signature is right");
    }

    private static boolean signs(JavaAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(HmacSha256.class)
                && call.getTarget().getName().equals("sign");
    }

    private static GivenClassesConjunction inside(House house) {
        return noClasses().that().resideInAPackage(house.root() + "..");
    }

    private static ArchRule nobodyBut(String description, Pattern deed, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .accessTargetWhere(
                        DescribedPredicate.<JavaAccess<?>>describe(
                                description,
                                access ->
                                        deed.matcher(access.getTarget().getFullName()).matches()));
    }
}
