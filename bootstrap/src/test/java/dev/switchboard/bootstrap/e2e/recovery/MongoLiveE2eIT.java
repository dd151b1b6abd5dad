package dev.switchboard.bootstrap.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.adapter.out.persistence.mongo.wire.MongoProxy;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.PersonStory;
import dev.switchboard.bootstrap.e2e.live.ClaimStories;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import dev.switchboard.bootstrap.e2e.presence.WatchRestartStories;
import dev.switchboard.bootstrap.e2e.presence.WatchStories;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What happens on MongoDB when the hub or its store ends and comes back; the other stories are
/// told on MongoDB by `SharedConversationsE2eIT`. The server is the one that
/// `SWITCHBOARD_TEST_MONGODB_URI` names, else mongo-java-server, which shows the flow but not
/// durability.
@Tag("nightly")
@TestInstance(Lifecycle.PER_CLASS)
class MongoLiveE2eIT implements RestartStories, ClaimStories, WatchRestartStories, PersonStory {

    private static final @Nullable String GIVEN = System.getenv("SWITCHBOARD_TEST_MONGODB_URI");

    private final MongoServer inProcess = new MongoServer(new MemoryBackend());
    private final MongoProxy proxy = MongoProxy.before(inProcess.bind(), Pose.STANDALONE);
    private final Valve valve =
            Valve.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory) {
        hub = LiveHub.open(directory, Map.of("SWITCHBOARD_MONGODB_URI", uri()));
    }

    @AfterAll
    void close() {
        hub.close();
        valve.close();
        proxy.close();
        inProcess.shutdownNow();
    }

    private String uri() {
        String database = "live_" + UUID.randomUUID().toString().replace("-", "");
        return GIVEN == null || GIVEN.isBlank()
                ? "mongodb://127.0.0.1:" + valve.port() + "/" + database
                : GIVEN.replaceFirst("(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + database);
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Test
    void takesNoQuestionWhileItsStoreIsAwayAndThenTakesItOnce() {
        assumeThat(GIVEN).as("a server of ours can be shut off").isNull();
        try (Customer customer = Customer.at(hub)) {
            valve.turn(Valve.Position.CUT);
            Answer refused = customer.ask("m-1", "Hello");
            valve.turn(Valve.Position.OPEN);
            await().atMost(RestartStories.SOON)
                    .until(() -> hub.stranger().get("/readyz").status() == 200);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body())
                    .isEqualTo("{\"ok\":false,\"error\":\"Storage unavailable\"}");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(customer.ask("m-1", "Hello").status()).isIn(200, 202);
            customer.page().awaitAnswers("You said: Hello");
            assertThat(customer.asked()).containsExactly("Hello");
        }
    }

    @Test
    void acknowledgesNothingWhileItsStoreIsAwayAndTakesRepeatsOnce() {
        assumeThat(GIVEN).as("a server of ours can be shut off").isNull();
        String customer = LiveHub.fresh("store");
        String callback =
                "{\"requestId\":\"s-1\",\"requestPayload\":{\"conversationId\":\"%s\"}}"
                        .formatted(customer);
        try (Page page = Page.at(hub, Map.of())) {
            page.clientMessage(customer, "m-1", "before");
            page.awaitDeskTexts("You said: before");

            valve.turn(Valve.Position.CUT);
            JsonNode refused = page.clientMessage(customer, "m-2", "meanwhile");
            Answer called =
                    hub.stranger().post("/webhook/netomi", callback, LiveHub.proof(callback));
            valve.turn(Valve.Position.OPEN);
            await().atMost(RestartStories.SOON)
                    .until(() -> hub.stranger().get("/readyz").status() == 200);

            assertThat(refused)
                    .hasToString("{\"ok\":false,\"error\":\"Service temporarily unavailable\"}");
            assertThat(called.status()).isEqualTo(503);
            assertThat(called.body()).isEqualTo("{\"error\":\"Storage unavailable\"}");
            assertThat(called.header("Retry-After")).isEqualTo("5");
            assertThat(page.clientMessage(customer, "m-2", "meanwhile").path("ok").asBoolean())
                    .isTrue();
            page.awaitDeskTexts("You said: before", "You said: meanwhile");
        }
    }

    @Test
    void takesNothingOfTheDeskWhileItsStoreIsAwayAndItsRepeatOnce() {
        assumeThat(GIVEN).as("a server of ours can be shut off").isNull();
        try (Visitor visitor = Visitor.at(hub)) {
            visitor.say("m-1", "before");
            visitor.page().awaitDeskTexts("You said: before");

            valve.turn(Valve.Position.CUT);
            Answer refused = visitor.hears("a-1", "meanwhile");
            valve.turn(Valve.Position.OPEN);
            await().atMost(RestartStories.SOON)
                    .until(() -> hub.stranger().get("/readyz").status() == 200);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).isEqualTo("unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(visitor.hears("a-1", "meanwhile").status()).isEqualTo(200);
            assertThat(visitor.hears("a-1", "meanwhile").status()).isEqualTo(200);
            visitor.hears("a-2", "after");
            visitor.page().awaitDeskTexts("You said: before", "meanwhile", "after");
        }
    }

    @Test
    void showsPagesTheAnswerWhoseAppendLostItsReply() {
        assumeThat(GIVEN).as("replies of a server of ours can be lost").isNull();
        try (Customer customer = Customer.at(hub)) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            proxy.faults().loseReply("insert").to("journal").once();
            Answer refused = customer.callback("r-1", "stored all the same");
            await().atMost(RestartStories.SOON)
                    .until(() -> customer.callback("r-1", "stored all the same").status() == 200);
            customer.callback("r-2", "and then");

            assertThat(refused.status()).isEqualTo(503);
            customer.page().awaitAnswers("You said: Hello", "stored all the same", "and then");
        }
    }

    @Test
    void keepsWatchersWhileItsStoreIsAway() {
        assumeThat(GIVEN).as("a server of ours can be shut off").isNull();

        WatchStories.outlivesAnOutage(
                hub, () -> valve.turn(Valve.Position.CUT), () -> valve.turn(Valve.Position.OPEN));
    }
}
