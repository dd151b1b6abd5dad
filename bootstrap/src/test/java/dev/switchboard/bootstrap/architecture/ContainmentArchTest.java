package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.TechnologyHoarder;
import dev.switchboard.bootstrap.architecture.offenders.application.service.AnnotatedService;
import dev.switchboard.domain.message.AgentNote;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules B1 to B6: each technology has one place.
@Execution(ExecutionMode.CONCURRENT)
class ContainmentArchTest {

    static List<Rule> rules() {
        return List.of(
                new Rule("B1 MongoDB", TechnologyHoarder.class, ContainmentArchTest::mongo),
                new Rule("B1 BSON", TechnologyHoarder.class, ContainmentArchTest::bson),
                new Rule("B1 RocksDB", TechnologyHoarder.class, ContainmentArchTest::rocksDb),
                new Rule("B1 SQL", TechnologyHoarder.class, ContainmentArchTest::sql),
                new Rule("B2 Jetty", TechnologyHoarder.class, ContainmentArchTest::jetty),
                new Rule("B2 WebSocket", TechnologyHoarder.class, ContainmentArchTest::webSocket),
                new Rule("B3 HTTP", TechnologyHoarder.class, ContainmentArchTest::http),
                new Rule("B3 tokens", TechnologyHoarder.class, ContainmentArchTest::tokens),
                new Rule("B4 Jackson", AnnotatedService.class, ContainmentArchTest::jackson),
                new Rule("B5 transactions", AnnotatedService.class, ContainmentArchTest::spans),
                new Rule("B6 stereotypes", AnnotatedService.class, ContainmentArchTest::wiring),
                new Rule("B7 notes", TechnologyHoarder.class, ContainmentArchTest::notes));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.check();
    }

    private static ArchRule mongo(House house) {
        return keptIn(List.of(house.mongo()), House.MONGODB)
                .because("a collection's shape is one adapter's own business");
    }

    private static ArchRule bson(House house) {
        return keptIn(
                        List.of(house.mongo(), house.documents(), house.embeddedDocuments()),
                        House.BSON)
                .because("cold tables are documents in both stores, and nothing else is");
    }

    private static ArchRule rocksDb(House house) {
        return keptIn(List.of(house.storeEngine()), House.ROCKSDB)
                .because(
                        "native code is closed in order, and its errors mean one thing, in one place");
    }

    private static ArchRule sql(House house) {
        return keptIn(List.of(), House.SQL)
                .because("there is one engine for everything embedded, and it has no tables");
    }

    private static ArchRule jetty(House house) {
        return keptIn(
                        List.of(
                                house.engine(),
                                house.webSockets(),
                                house.relay(),
                                house.peerPort(),
                                house.bootstrap()),
                        List.of(House.JETTY))
                .because("the server must be replaceable without touching a feature");
    }

    private static ArchRule webSocket(House house) {
        return keptIn(List.of(house.webSockets(), house.cti()), List.of(House.SPRING_WEBSOCKET))
                .because("customers' live clients speak Socket.IO, which needs nothing of it");
    }

    /// Simulators play outside systems, so they call the hub as those do.
    private static ArchRule http(House house) {
        return keptIn(List.of(house.upstreams(), house.simulators()), House.HTTP_CLIENTS)
                .because("every outbound call must pass the one client that refuses private hosts");
    }

    private static ArchRule tokens(House house) {
        return keptIn(List.of(house.tokensOverHttp()), House.TOKENS)
                .because("tokens are minted and verified in one place that can be reviewed");
    }

    private static ArchRule jackson(House house) {
        return keptIn(
                        List.of(house.adapters(), house.simulators(), house.bootstrap()),
                        House.JACKSON)
                .because("the core knows JSON as a value, not as a library");
    }

    private static ArchRule spans(House house) {
        return noClasses()
                .that(resideInAPackage(house.root() + ".."))
                .should()
                .dependOnClassesThat(nameMatching(".+\\.Transactional"))
                .because("one durable write per accepted event makes transactions unnecessary");
    }

    private static ArchRule wiring(House house) {
        return noClasses()
                .that(resideInAPackage(house.root() + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(House.STEREOTYPES)
                                .or(nameMatching("org\\..+\\.annotation\\.(Autowired|Value)")))
                .because("wiring is written, not scanned");
    }

    private static ArchRule notes(House house) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(house.notes().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(AgentNote.class)
                .because("what renders for users, bots, desks and back ends has no note to render");
    }

    private static ArchRule keptIn(List<String> homes, List<String> technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology.toArray(String[]::new));
    }
}
