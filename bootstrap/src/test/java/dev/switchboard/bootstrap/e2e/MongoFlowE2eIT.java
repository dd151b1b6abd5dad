package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.network.Valve;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// The whole flow on MongoDB: on the server that `SWITCHBOARD_TEST_MONGODB_URI` names, else on
/// mongo-java-server, which shows the flow but not durability. The hub accepts callbacks without
/// proof, like the demo's.
@Order(3)
@TestInstance(Lifecycle.PER_CLASS)
class MongoFlowE2eIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final @Nullable String GIVEN = System.getenv("SWITCHBOARD_TEST_MONGODB_URI");

    private final MongoServer inProcess = new MongoServer(new MemoryBackend());
    private final Valve valve = Valve.before(inProcess.bind());
    private final String database = freshName();
    private World world;
    private String channel;
    private ScriptedUpstream scriptedUpstream;

    @BeforeAll
    void open(@TempDir Path directory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SWITCHBOARD_MONGODB_URI", uri(database));
        settings.put("SWITCHBOARD_CHANNELS_SYNC_WAIT", "10s");
        settings.put("SWITCHBOARD_CHANNELS_CALLBACK_AUTH", "open");
        settings.put("SWITCHBOARD_DEVELOPMENT", "true");
        world = World.open(directory, settings);
    }

    @BeforeEach
    void register() {
        channel = world.channel();
        scriptedUpstream = world.simulators.channel(channel);
    }

    @AfterAll
    void close() {
        world.close();
        valve.close();
        inProcess.shutdownNow();
    }

    private static String freshName() {
        return "e2e_" + UUID.randomUUID().toString().replace("-", "");
    }

    private String uri(String name) {
        return GIVEN == null || GIVEN.isBlank()
                ? "mongodb://127.0.0.1:" + valve.port() + "/" + name
                : GIVEN.replaceFirst("(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + name);
    }

    @Test
    void relaysAMessageAndItsAnswerOnce() {
        Answer sent = world.send(channel, channel, "Hello, Slack!");

        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        await().atMost(SOON).until(() -> world.forwarded(channel).size() == 1);
        String id = sent.headers().firstValue("X-Message-Id").orElseThrow();
        await().atMost(SOON).until(() -> world.status(id), "answered"::equals);
        Answer history = world.admin().get("/v1/conversations/session:" + channel + "/messages");
        assertThat(history.json().path("items").valueStream())
                .extracting(message -> message.path("seq").asLong())
                .containsExactly(1L, 2L);
    }

    @Test
    void sendsAgainAfterACrashWhatWasUnderWay() {
        scriptedUpstream.follow("[{\"callback\":{\"when\":\"never\"},\"drop\":\"hang\"}]");
        var cut =
                world.service()
                        .postSoon("/channel/message", World.message(channel, channel, "hello"));
        await().atMost(SOON).until(() -> scriptedUpstream.totalCalls() == 1);

        world.hub.kill();
        world.hub.start();

        await().atMost(SOON).until(() -> world.forwarded(channel).size() == 1);
        assertThat(cut).isCompletedExceptionally();
        assertThat(scriptedUpstream.calls())
                .extracting(call -> String.valueOf(call.header("webhook-id")))
                .hasSize(2)
                .containsOnly(
                        String.valueOf(scriptedUpstream.calls().getFirst().header("webhook-id")));
    }

    private List<String> logged(String action) {
        String field = "\"action\":\"" + action + "\"";
        return world.hub.log().lines().filter(line -> line.contains(field)).toList();
    }

    @Test
    void takesCallbacksWithoutProofWhereTheyAreOpen() {
        world.send(channel, channel, "question");

        Answer known = world.stranger.post("/webhook-response", World.callback(channel, "\"a\""));
        Answer unknown = world.stranger.post("/webhook-response", World.callback("nope", "\"a\""));

        assertThat(known.status()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void acknowledgesAndSendsNothingWhileItsStoreIsAway() {
        assumeThat(GIVEN).as("a server of ours can be shut off").isNull();
        String callback = World.callback(channel, "{\"text\":\"a\"}");
        world.send(channel, channel, "before");

        valve.turn(Valve.Position.CUT);
        Answer sent = world.send(channel, channel, "meanwhile");
        Answer called = world.stranger.post("/webhook-response", callback);
        await().atMost(SOON).until(() -> world.stranger.get("/readyz").status() == 503);
        await().atMost(SOON).until(() -> !logged("store_away").isEmpty());
        Answer health = world.admin().get("/v1/health");
        int alive = world.stranger.get("/livez").status();
        valve.turn(Valve.Position.OPEN);

        assertThat(sent.status()).isEqualTo(503);
        assertThat(sent.text("/error")).isEqualTo("Storage unavailable");
        assertThat(sent.header("Retry-After")).isNotBlank();
        assertThat(called.status()).isEqualTo(503);
        assertThat(alive).isEqualTo(200);
        await().atMost(SOON).until(() -> world.stranger.get("/readyz").status() == 200);
        await().atMost(SOON).until(() -> !logged("store_back").isEmpty());
        assertThat(health.text("/parts/0/detail"))
                .as(health.body())
                .startsWith("MongoDB cannot be reached: ");
        assertThat(logged("store_away")).hasSize(1);
        assertThat(world.hub.log()).doesNotContain("not reached yet");
        Answer after = world.send(channel, channel, "after");
        assertThat(after.status()).as(after.body()).isIn(200, 202);
        await().atMost(SOON).until(() -> world.texts(channel).contains("after"));
        assertThat(world.texts(channel)).containsExactly("before", "after");
    }

    /// A hub consists of the database and the master key. MongoDB's own tools copy the database;
    /// this test copies only its documents.
    @Test
    @Tag("nightly")
    void goesOnFromWhatWasRestored(@TempDir Path elsewhere) throws IOException {
        world.send(channel, channel, "before");
        await().atMost(SOON).until(() -> world.forwarded(channel).size() == 1);
        scriptedUpstream.follow("[{\"callback\":{\"when\":\"never\"},\"drop\":\"hang\"}]");
        var cut =
                world.service()
                        .postSoon("/channel/message", World.message(channel, channel, "owed"));
        await().atMost(SOON).until(() -> scriptedUpstream.totalCalls() == 2);
        world.hub.kill();
        String restored = freshName();
        copyDocuments(restored);
        FileSystemUtils.copyRecursively(
                world.hub.dataDirectory().resolve("keys"), elsewhere.resolve("data/keys"));

        try (HubProcess hub =
                world.hubOn(elsewhere, Map.of("SWITCHBOARD_MONGODB_URI", uri(restored)))) {
            hub.start();
            HubClient admin = HubClient.strangerAt(hub.url()).logIn("admin", World.ADMIN_PASSWORD);
            String path = "/v1/conversations/session:" + channel + "/messages";
            await().atMost(SOON).until(() -> admin.get(path).json().path("items").size() == 4);

            assertThat(admin.get(path).json().path("items").valueStream())
                    .extracting(message -> message.path("seq").asLong())
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(world.texts(channel)).containsExactly("before", "owed", "owed");
            assertThat(cut).isCompletedExceptionally();
        } finally {
            world.hub.start();
        }
    }

    private void copyDocuments(String target) {
        try (MongoClient client = MongoClients.create(uri(database))) {
            MongoDatabase from = client.getDatabase(database);
            for (String name : from.listCollectionNames()) {
                List<Document> all = from.getCollection(name).find().into(new ArrayList<>());
                if (!all.isEmpty()) {
                    client.getDatabase(target).getCollection(name).insertMany(all);
                }
            }
        }
    }
}
