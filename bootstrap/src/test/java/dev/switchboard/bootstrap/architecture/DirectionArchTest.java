package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.ShortcutAdapter;
import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel.EntangledFeature;
import dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.embedded.EntangledStore;
import dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel.EntangledGateway;
import dev.switchboard.bootstrap.architecture.offenders.application.port.in.InboundPort;
import dev.switchboard.bootstrap.architecture.offenders.application.port.out.OutboundPort;
import dev.switchboard.bootstrap.architecture.offenders.application.service.AnnotatedService;
import dev.switchboard.bootstrap.architecture.offenders.bootstrap.CuriousWiring;
import dev.switchboard.bootstrap.architecture.offenders.domain.LoggingValue;
import dev.switchboard.bootstrap.architecture.offenders.domain.NetomiTicket;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules A1 to A11: which package may use which.
@Execution(ExecutionMode.CONCURRENT)
class DirectionArchTest {

    private static final String VENDOR =
            ".*(Netomi|Pega|Yalo|Salesforce|WhatsApp|Facebook|Slack|Mongo|Rocks|Redis|Jetty).*";

    static List<Rule> rules() {
        return List.of(
                new Rule("A1 domain", LoggingValue.class, DirectionArchTest::domain),
                new Rule("A2 application", AnnotatedService.class, DirectionArchTest::application),
                new Rule("A2 logging", InboundPort.class, DirectionArchTest::logging),
                new Rule("A3 ports", InboundPort.class, DirectionArchTest::ports),
                new Rule("A3 inbound", InboundPort.class, DirectionArchTest::inbound),
                new Rule("A3 outbound", OutboundPort.class, DirectionArchTest::outbound),
                new Rule("A4 signatures", InboundPort.class, DirectionArchTest::signatures),
                new Rule("A5 adapters", ShortcutAdapter.class, DirectionArchTest::adapters),
                new Rule("A6 edges", ShortcutAdapter.class, DirectionArchTest::edges),
                new Rule("A7 features", EntangledFeature.class, DirectionArchTest::features),
                new Rule("A7 systems", EntangledGateway.class, DirectionArchTest::systems),
                new Rule("A7 stores", EntangledStore.class, DirectionArchTest::stores),
                new Rule("A8 bootstrap", CuriousWiring.class, DirectionArchTest::bootstrap),
                new Rule("A8 nobody", ShortcutAdapter.class, DirectionArchTest::nobody),
                new Rule("A9 vendors", NetomiTicket.class, DirectionArchTest::vendors),
                new Rule("A10 cycles", EntangledFeature.class, DirectionArchTest::cycles),
                new Rule("A11 twins", ShortcutAdapter.class, DirectionArchTest::twins));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.check();
    }

    private static ArchRule domain(House house) {
        return classes()
                .that()
                .resideInAPackage(house.domain())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(house.domain(), House.JAVA, House.JAVA_CRYPTO, House.JSPECIFY)
                .because("the domain holds without any computer");
    }

    private static ArchRule application(House house) {
        return classes()
                .that()
                .resideInAPackage(house.application())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        house.application(),
                        house.domain(),
                        House.JAVA,
                        House.JSPECIFY,
                        House.SLF4J)
                .because("the order of things must not depend on a framework");
    }

    private static ArchRule logging(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.application())
                .and()
                .resideOutsideOfPackage(house.service())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(House.SLF4J)
                .because("a port says what is asked; only who does the work has something to log");
    }

    private static ArchRule ports(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.ports())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.service())
                .because("a contract must not know who keeps it");
    }

    private static ArchRule inbound(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.portsIn())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.portsOut())
                .because("who asks us must not see what we need");
    }

    private static ArchRule outbound(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.portsOut())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.portsIn())
                .because("what we need must not depend on who asks us");
    }

    private static ArchRule signatures(House house) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.ports())
                .should(Signatures.mentionOnlyTheirPort(house))
                .because("an adapter should need the port and the domain to understand a call");
    }

    private static ArchRule adapters(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.adapters())
                .should()
                .dependOnClassesThat(
                        resideInAPackage(house.application())
                                .and(resideInAPackage(house.ports()).negate()))
                .because("an adapter speaks to the ports; who is behind them may change");
    }

    private static ArchRule edges(House house) {
        return slices().assignedFrom(new Rooms("adapter modules and simulators", house.edges()))
                .should()
                .notDependOnEachOther()
                .because("each edge must be replaceable alone");
    }

    private static ArchRule features(House house) {
        return slices().assignedFrom(new Rooms("features of the web side", house.webFeatures()))
                .should()
                .notDependOnEachOther()
                .because("one feature's answers must not change with another's");
    }

    private static ArchRule systems(House house) {
        return slices().assignedFrom(new Rooms("systems we call", house.calledSystems()))
                .should()
                .notDependOnEachOther()
                .because("a vendor's words stop at its own package");
    }

    private static ArchRule stores(House house) {
        return slices().assignedFrom(new Rooms("stores", house.stores()))
                .should()
                .notDependOnEachOther()
                .because("a store must work with the other one deleted");
    }

    private static ArchRule bootstrap(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.bootstrap())
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(house.adapters(), house.simulators())
                                .and(simpleNameEndingWith("AdapterConfiguration").negate())
                                .and(simpleNameEndingWith("SimulatorsConfiguration").negate()))
                .because("a module shows the world one configuration class");
    }

    private static ArchRule nobody(House house) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        house.domain(), house.application(), house.adapters(), house.simulators())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.bootstrap())
                .because("what is wired must not know who wires it");
    }

    private static ArchRule vendors(House house) {
        return noClasses()
                .that()
                .resideInAnyPackage(house.domain(), house.application())
                .should()
                .haveNameMatching("(?i)" + VENDOR)
                .because("vendors are adapters, not features");
    }

    private static ArchRule cycles(House house) {
        return classes()
                .that()
                .resideInAPackage(house.root() + "..")
                .should(new Cycles())
                .because("packages in a cycle can only be understood together");
    }

    private static ArchRule twins(House house) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(house.bootstrap(), house.inMemory())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.inMemory())
                .because("only the wiring chooses an implementation");
    }
}
