package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.embedded.EmbeddedForgottenPort;
import dev.switchboard.bootstrap.architecture.offenders.application.port.in.ClassPort;
import dev.switchboard.bootstrap.architecture.offenders.application.port.in.OpenPort;
import dev.switchboard.bootstrap.architecture.offenders.application.port.out.WidePort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules C1, C6 and C9: the shape of a port, and that its contract is tested.
@Execution(ExecutionMode.CONCURRENT)
class PortsArchTest {

    private static final int MAX_INBOUND = 5;
    private static final int MAX_OUTBOUND = 7;

    static List<Rule> rules() {
        return List.of(
                new Rule("C1 ports", ClassPort.class, PortsArchTest::ports),
                new Rule("C1 results", OpenPort.class, PortsArchTest::results),
                new Rule("C6 inbound", OpenPort.class, PortsArchTest::inbound),
                new Rule("C6 outbound", WidePort.class, PortsArchTest::outbound),
                new Rule("C9 contracts", EmbeddedForgottenPort.class, PortsArchTest::contracts));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.check();
    }

    @Test
    void holdsFakesToTheContractsToo() {
        contracts(House.OURS).check(Imported.TESTS.that(resideInAPackage("..application.fakes..")));
    }

    /// The one exception class belongs to the contract: every stateful port throws it, and nothing
    /// else, when the store is away.
    private static ArchRule ports(House house) {
        return classes()
                .that()
                .resideInAPackage(house.ports())
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotHaveSimpleName("StoreUnavailableException")
                .should(Shapes.beInterfacesOrRecords())
                .because("a port is a contract; what it does is somebody else's");
    }

    private static ArchRule results(House house) {
        return classes()
                .that()
                .resideInAPackage(house.ports())
                .and()
                .areNestedClasses()
                .and()
                .areInterfaces()
                .should(Shapes.beSealed())
                .because("a new outcome must break the build wherever somebody has to react");
    }

    private static ArchRule inbound(House house) {
        return classes()
                .that()
                .resideInAPackage(house.portsIn())
                .and()
                .areInterfaces()
                .should(Shapes.offerAtMost(MAX_INBOUND))
                .because("an inbound port is one use case or the care of one aggregate");
    }

    private static ArchRule outbound(House house) {
        return classes()
                .that()
                .resideInAPackage(house.portsOut())
                .and()
                .areInterfaces()
                .should(Shapes.offerAtMost(MAX_OUTBOUND))
                .because("whoever implements it twice should be able to hold it in mind");
    }

    /// A nested class is tested through its outer class.
    private static ArchRule contracts(House house) {
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and(Contracts.keepState(house))
                .should(Contracts.beHeldToThem(Imported.TESTS))
                .because("two stores are one only if the same suite says so");
    }
}
