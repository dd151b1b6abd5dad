package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel.PublicController;
import dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel.PrefixedProperties;
import dev.switchboard.bootstrap.architecture.offenders.application.port.out.WidePort;
import dev.switchboard.bootstrap.architecture.offenders.application.service.AbstractThingManager;
import dev.switchboard.bootstrap.architecture.offenders.application.service.MessageCourier;
import dev.switchboard.bootstrap.architecture.offenders.application.service.Relaying;
import dev.switchboard.bootstrap.architecture.offenders.domain.ClassId;
import dev.switchboard.bootstrap.architecture.offenders.domain.MutableValue;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shape of each kind of class.
@Execution(ExecutionMode.CONCURRENT)
class ShapeArchTest {

    private static final int MAX_PARAMETERS = 8;
    private static final int MAX_PUBLIC_METHODS = 12;

    static List<Rule> rules() {
        return List.of(
                new Rule("C2 records", ClassId.class, ShapeArchTest::records),
                new Rule("C3 properties", PrefixedProperties.class, ShapeArchTest::properties),
                new Rule("C3 readers", PrefixedProperties.class, ShapeArchTest::readers),
                new Rule("C4 fields", MutableValue.class, ShapeArchTest::fieldsAreFinal),
                new Rule("C4 setters", MutableValue.class, ShapeArchTest::setters),
                new Rule("C5 hidden", PublicController.class, ShapeArchTest::hidden),
                new Rule("C5 knowledge", PublicController.class, ShapeArchTest::knowledge),
                new Rule("C5 answers", PublicController.class, ShapeArchTest::answers),
                new Rule("C6 parameters", AbstractThingManager.class, ShapeArchTest::parameters),
                new Rule("C6 methods", WidePort.class, ShapeArchTest::publicMethods),
                new Rule("C7 names", AbstractThingManager.class, ShapeArchTest::names),
                new Rule("C7 nouns", Relaying.class, ShapeArchTest::nouns),
                new Rule("C7 field", MessageCourier.class, ShapeArchTest::wordsOfTheField),
                new Rule("C7 questions", MutableValue.class, ShapeArchTest::questions));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.check();
    }

    /// A servlet's request and response are classes of the container, not of the project.
    private static ArchRule records(House house) {
        return classes()
                .that()
                .resideInAPackage(house.root() + "..")
                .and()
                .haveNameMatching(".*(Id|Command|Query|Request|Response|Properties)")
                .and(assignableTo("jakarta.servlet.ServletRequest").negate())
                .and(assignableTo("jakarta.servlet.ServletResponse").negate())
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .because("values are compared, copied and printed as values");
    }

    private static ArchRule properties(House house) {
        return classes()
                .that()
                .resideInAPackage(house.root() + "..")
                .and()
                .haveSimpleNameEndingWith("Properties")
                .should(Shapes.nameTheirPropertiesPlainly())
                .because("a property must be found by searching for its prefix");
    }

    private static ArchRule readers(House house) {
        return classes()
                .that()
                .resideInAPackage(house.adapters())
                .and()
                .haveSimpleNameEndingWith("Properties")
                .should(Shapes.beReadAtHomeOrWired())
                .because("only values travel inward, never the properties object");
    }

    /// Lanes, the walk that fills them, their counts, the feeds of live clients and organisations
    /// with their single writer have changing state; each guards its own.
    private static ArchRule fieldsAreFinal(House house) {
        DescribedPredicate<JavaClass> lanes =
                resideInAPackage(house.lanes())
                        .and(
                                Shapes.named(
                                        ".+\\.(Lanes?|LaneTurn|LaneQueue|LaneReads|LaneHead|SweepTrials|TargetLimiter|CircuitBreaker|Recovery(\\$.+)?|(Pending|Parked)Counts(\\$.+)?)"))
                        .or(
                                resideInAPackage(house.live())
                                        .and(
                                                Shapes.named(
                                                        ".+\\.(LiveClient|ClientFeed|ConnectionFeeds)")))
                        .or(
                                resideInAPackage(house.audit())
                                        .and(
                                                Shapes.named(
                                                        ".+\\.(AuditReader\\$Walk|AuditService\\$Repeats)")))
                        .or(
                                resideInAPackage(house.presence())
                                        .and(
                                                Shapes.named(
                                                        ".+\\.(OrganisationWriter|OrganisationSnapshot(\\$.+)?|Changeset)")));
        return fields().that()
                .areDeclaredInClassesThat(
                        resideInAnyPackage(house.domain(), house.application()).and(lanes.negate()))
                .should()
                .beFinal()
                .because("what cannot change needs no thought about who changed it");
    }

    private static ArchRule setters(House house) {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(house.domain(), house.application())
                .should()
                .haveNameMatching("set[A-Z].*")
                .because("a change has a name in the language of the house");
    }

    private static ArchRule hidden(House house) {
        return classes()
                .that()
                .resideInAPackage(house.web())
                .and()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .notBePublic()
                .because("HTTP is the only way to call a controller");
    }

    private static ArchRule knowledge(House house) {
        return classes()
                .that()
                .resideInAPackage(house.web())
                .and()
                .haveSimpleNameEndingWith("Controller")
                .should(Shapes.knowOnlyTheirFeature(house))
                .because("a controller translates one feature's requests and nothing else");
    }

    private static ArchRule answers(House house) {
        return methods()
                .that()
                .areDeclaredInClassesThat(
                        resideInAPackage(house.web()).and(Shapes.named(".*Controller")))
                .and()
                .areNotPrivate()
                .should(Signatures.returnNoDomainType(house))
                .because("renaming a field of the domain must not change what outsiders see");
    }

    private static ArchRule parameters(House house) {
        return constructors()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.root() + "..")
                .and()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .and()
                .areDeclaredInClassesThat()
                .areNotEnums()
                .should(Shapes.takeAtMost(MAX_PARAMETERS))
                .because("whoever needs more collaborators does more than one thing");
    }

    /// The class of stored bytes has a method for each kind of key and of value, Spring requires
    /// more than twenty methods of its sessions, and servlets of requests and responses.
    private static ArchRule publicMethods(House house) {
        return classes()
                .that()
                .resideInAPackage(house.root() + "..")
                .and()
                .haveNameNotMatching(
                        ".+\\.(embedded\\.(engine\\.Byte(Reader|Writer)|record\\.Keys)|websocket\\.SpringSession|relay\\.Plain(Request|Response))")
                .should(Shapes.offerAtMost(MAX_PUBLIC_METHODS))
                .because("a class with a longer list of offers is several classes");
    }

    /// Only MapStruct names classes this way, and only generated ones.
    private static ArchRule names(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.root() + "..")
                .and()
                .haveNameNotMatching(".*MapperImpl")
                .should()
                .haveNameMatching(
                        ".*[.$](Abstract\\w*|\\w*(Impl|Utils?|Helper|Manager)|\\w*Base(?!64)\\w*)")
                .because("such a name says that nobody knew what the thing is");
    }

    /// An activity is a method, not a class.
    private static ArchRule nouns(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.root() + "..")
                .and()
                .areTopLevelClasses()
                .and()
                .haveNameNotMatching(".*(Wiring|Setting|Binding|Heading|Encoding|Routing|Listing)")
                .should()
                .haveNameMatching(".*[a-z]ing")
                .because("a class is a thing, and its name a noun that the field uses");
    }

    private static ArchRule wordsOfTheField(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.root() + "..")
                .should()
                .haveNameMatching(
                        ".*[.$]\\w*(Courier|Departures?|Doorway|Entrance|Errand|Fleeting|Lookout|Matter|Upcalls?|Reception|Leftovers|Said|Stays?|Told|Wish(es)?)([A-Z]\\w*)?")
                .because("a reader knows the sender, the filter and the queue, and no metaphor");
    }

    /// Others' interfaces have such methods, but none of ours.
    private static ArchRule questions(House house) {
        return noMethods()
                .that()
                .haveRawReturnType(void.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.root() + "..")
                .should()
                .haveNameMatching("(is|has|was|had)([A-Z]\\w*)?")
                .because("a question has an answer, and a method that acts says what it does");
    }
}
