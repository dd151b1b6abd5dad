package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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

/// Two hubs on one MongoDB: one serves, the other stands by. The server is the one that
/// `SWITCHBOARD_TEST_MONGODB_URI` names, else mongo-java-server.
@Tag("nightly")
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
class StandbyE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int LOST = 75;
    private static final String SILENCE = "switchboard_cluster_takeover_seconds";

    /// Seconds without a beat.
    private static final double CERTAINLY_DEAD = 11;

    private static final @Nullable String GIVEN = System.getenv("SWITCHBOARD_TEST_MONGODB_URI");

    private final MongoServer inProcess = new MongoServer(new MemoryBackend());
    private World world;
    private HubProcess owner;
    private HubProcess standby;
    private HubProcess stranger;
    private String channel;
    private ScriptedUpstream scripted;

    @BeforeAll
    void open(@TempDir Path one, @TempDir Path other, @TempDir Path third) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SWITCHBOARD_MONGODB_URI", uri());
        settings.put("SWITCHBOARD_MASTER_KEY", masterKey(1));
        world = World.open(one, settings);
        owner = world.hub;
        standby = world.hubOn(other, settings);
        settings.put("SWITCHBOARD_MASTER_KEY", masterKey(2));
        stranger = world.hubOn(third, settings);
    }

    private static String masterKey(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private String uri() {
        String database = "standby_" + UUID.randomUUID().toString().replace("-", "");
        if (GIVEN == null || GIVEN.isBlank()) {
            return "mongodb://127.0.0.1:" + inProcess.bind().getPort() + "/" + database;
        }
        return GIVEN.replaceFirst("(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + database);
    }

    @BeforeEach
    void standBy() {
        String name = World.fresh("channel");
        Answer registered =
                at(owner, world.admin())
                        .post(
                                "/channel",
                                World.registration(name, world.simulators.endpointOf(name)));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        world.simulators.channel(name).trust(registered.text("/data/signing_secret"));
        channel = name;
        scripted = world.simulators.channel(channel);
        if (!standby.isAlive()) {
            standby.spawn();
        }
        await().atMost(SOON).until(() -> answers(standby, "/livez") == 200);
    }

    @AfterAll
    void close() {
        owner.close();
        standby.close();
        stranger.close();
        world.close();
        inProcess.shutdownNow();
    }

    /// From now on the other hub is the owner.
    private void change() {
        HubProcess before = owner;
        owner = standby;
        standby = before;
    }

    private static HubClient at(HubProcess hub, HubClient client) {
        return HubClient.strangerAt(hub.url()).withToken(client.token());
    }

    private Answer send(HubProcess hub, String text) {
        return at(hub, world.service())
                .post("/channel/message", World.message(channel, channel, text));
    }

    /// @return the status; 0 without an answer
    private static int answers(HubProcess hub, String path) {
        try {
            return HubClient.strangerAt(hub.url()).get(path).status();
        } catch (UncheckedIOException _) {
            return 0;
        }
    }

    private static List<String> logged(HubProcess hub, String action) {
        String field = "\"action\":\"" + action + "\"";
        return hub.log().lines().filter(line -> line.contains(field)).toList();
    }

    private List<String> history(HubProcess hub) {
        return at(hub, world.admin())
                .get("/v1/conversations/session:" + channel + "/messages")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("seq").asString() + " " + item.path("content"))
                .toList();
    }

    @Test
    void isAliveAndRefusesEverythingWhileItStandsBy() {
        Answer sent = send(standby, "to a standby");
        Answer read = at(standby, world.admin()).get("/v1/conversations");
        Answer polled =
                HubClient.strangerAt(standby.url()).get("/socket.io/?EIO=4&transport=polling");
        assertThat(answers(standby, "/readyz")).isEqualTo(503);
        assertThat(sent.status()).isEqualTo(503);
        assertThat(sent.body()).isEqualTo("{\"success\":false,\"error\":\"Storage unavailable\"}");
        assertThat(sent.header("Retry-After")).isEqualTo("5");
        assertThat(read.status()).isEqualTo(503);
        assertThat(read.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(polled.status()).isEqualTo(503);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(standby.metrics())
                                .contains("switchboard_cluster_partitions_owned 0.0")
                                .contains("switchboard_cluster_hubs 2.0"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(logged(standby, "standing_by"))
                                .last()
                                .asString()
                                .contains(ownersAddress()));
        assertThat(answers(owner, "/readyz")).isEqualTo(200);
        assertThat(scripted.totalCalls()).isZero();
    }

    /// By the token of the hub that serves: a standby makes none.
    @Test
    void tellsAdminsWhoServesWhileItStandsBy() {
        await().atMost(SOON)
                .untilAsserted(() -> {
                    Answer here = at(standby, world.admin()).get("/v1/cluster");
                    assertThat(here.status()).as(here.body()).isEqualTo(200);
                    assertThat(here.text("/state")).isEqualTo("STANDING_BY");
                    assertThat(here.json().at("/hubs").size()).isEqualTo(2);
                    assertThat(here.text("/hubs/0/id")).isEqualTo(here.text("/self"));
                    assertThat(here.json().at("/hubs/1/partitions").asInt()).isEqualTo(1024);
                    assertThat(here.text("/hubs/1/address")).endsWith(":" + owner.url().getPort());
                    assertThat(here.json().at("/table/own").asInt()).isZero();
                });
        Answer there = at(owner, world.admin()).get("/v1/cluster");

        assertThat(there.text("/state")).isEqualTo("SERVING");
        assertThat(there.json().at("/table/own").asInt()).isEqualTo(1024);
        assertThat(answers(standby, "/v1/cluster")).isEqualTo(401);
        assertThat(at(standby, world.service()).get("/v1/cluster").status()).isEqualTo(403);
    }

    private String ownersAddress() {
        return ":" + owner.url().getPort() + " serves this database";
    }

    @Test
    void takesOverWhatAKilledOwnerAcknowledged() {
        scripted.follow("[{\"status\":503,\"repeat\":2},{\"callback\":{\"when\":\"never\"}}]");
        List<String> texts = IntStream.rangeClosed(1, 8).mapToObj(Integer::toString).toList();
        List<Answer> sent = texts.stream().map(text -> send(owner, text)).toList();

        owner.kill();
        standby.awaitReady();

        assertThat(sent).allSatisfy(each -> assertThat(each.status()).isIn(200, 202));
        assertThat(logged(standby, "partitions_taken"))
                .last()
                .asString()
                .contains("their owner is dead");
        assertThat(standby.metric(SILENCE)).isGreaterThanOrEqualTo(CERTAINLY_DEAD);
        await().atMost(SOON).until(() -> world.texts(channel).contains("8"));
        assertThat(world.texts(channel).stream().distinct()).containsExactlyElementsOf(texts);
        change();
    }

    @Test
    void servesAtOnceWhenTheOwnerEndsProperly() {
        scripted.follow("[{\"callback\":{\"when\":\"never\"}}]");
        assertThat(send(owner, "before").status()).isIn(200, 202);
        await().atMost(SOON).until(() -> world.texts(channel).contains("before"));

        owner.terminate();
        owner.awaitEnd(SOON);
        standby.awaitReady();

        assertThat(logged(owner, "partitions_given_back")).isNotEmpty();
        assertThat(logged(standby, "partitions_taken"))
                .last()
                .asString()
                .doesNotContain("their owner is dead");
        assertThat(standby.metric(SILENCE)).isZero();
        assertThat(send(standby, "after").status()).isIn(200, 202);
        await().atMost(SOON).until(() -> world.texts(channel).contains("after"));
        assertThat(world.texts(channel)).containsExactly("before", "after");
        change();
    }

    @Test
    void acceptsTheTokensOfTheHubThatEnded() {
        HubClient loggedIn = HubClient.strangerAt(owner.url()).logIn("admin", World.ADMIN_PASSWORD);

        owner.terminate();
        owner.awaitEnd(SOON);
        standby.awaitReady();

        assertThat(at(standby, loggedIn).get("/v1/conversations").status()).isEqualTo(200);
        assertThat(owner.dataDirectory().resolve("keys")).doesNotExist();
        assertThat(standby.dataDirectory().resolve("keys")).doesNotExist();
        change();
    }

    @Test
    void doesNotStartWithAnotherMasterKey() {
        stranger.spawn();

        assertThat(stranger.awaitEnd(SOON)).as(stranger::log).isEqualTo(1);
        assertThat(stranger.log().lines().filter(line -> line.contains("master key")))
                .singleElement()
                .asString()
                .contains("its secrets were encrypted under another master key than the one given");
        assertThat(answers(owner, "/readyz")).isEqualTo(200);
    }

    @Test
    void writesNothingAfterItWasStoppedForLongerThanATakeOverTakes() {
        scripted.follow("[{\"status\":503,\"repeat\":3},{\"callback\":{\"when\":\"never\"}}]");
        assertThat(send(owner, "owed").status()).isEqualTo(202);

        owner.freeze();
        standby.awaitReady();
        await().atMost(SOON).until(() -> scripted.totalCalls() == 4);
        assertThat(send(standby, "new").status()).isIn(200, 202);
        await().atMost(SOON).until(() -> world.texts(channel).contains("new"));
        List<String> before = history(standby);
        owner.resume();
        int code = owner.awaitEnd(SOON);

        assertThat(code).isEqualTo(LOST);
        assertThat(logged(owner, "ownership_lost")).hasSize(1);
        assertThat(world.texts(channel)).containsExactly("owed", "owed", "owed", "owed", "new");
        assertThat(history(standby)).isEqualTo(before);
        change();
    }

    /// A supervisor starts it again on its port, and a stopped process would still hold that port.
    @Test
    void goesOnAtOnceInANewProcessOnTheSamePort() {
        standby.close();
        owner.kill();

        owner.start();

        assertThat(logged(owner, "standing_by")).noneMatch(line -> line.contains(ownersAddress()));
        assertThat(send(owner, "at once").status()).isIn(200, 202);
    }
}
