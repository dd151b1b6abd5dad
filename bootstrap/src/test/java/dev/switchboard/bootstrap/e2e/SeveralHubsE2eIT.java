package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.adapter.out.persistence.mongo.JournalEpochs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two hubs share the conversations of one MongoDB: the server that `SWITCHBOARD_TEST_MONGODB_URI`
/// names, else mongo-java-server. The stories of channels are told here with their requests at
/// random over both.
@Order(5)
@TestInstance(Lifecycle.PER_CLASS)
class SeveralHubsE2eIT implements ChannelRelayStories, ChannelCallbackStories {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final @Nullable String GIVEN = System.getenv("SWITCHBOARD_TEST_MONGODB_URI");
    private static final String SILENT = "[{\"callback\":{\"when\":\"never\"},\"repeat\":1000}]";

    private final MongoServer inProcess = new MongoServer(new MemoryBackend());
    private final String uri = uri();
    private World world;
    private HubProcess one;
    private HubProcess other;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) throws IOException {
        Map<String, String> settings = new HashMap<>(HubProcess.SHARING);
        settings.putAll(SharedWorld.IMPATIENCE);
        settings.put("SWITCHBOARD_MONGODB_URI", uri);
        String[] names = isGiven() ? new String[0] : new String[] {SharedWorld.names(directory)};
        world = World.withTwin(directory, second, settings, names);
        one = world.hub;
        other = world.twin();
    }

    private static boolean isGiven() {
        return GIVEN != null && !GIVEN.isBlank();
    }

    @Override
    public World world() {
        return world;
    }

    private String uri() {
        String database = "shared_" + UUID.randomUUID().toString().replace("-", "");
        if (GIVEN == null || GIVEN.isBlank()) {
            return "mongodb://127.0.0.1:" + inProcess.bind().getPort() + "/" + database;
        }
        return GIVEN.replaceFirst("(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + database);
    }

    /// Both hubs have their part, and know each other.
    @BeforeEach
    void share() {
        for (HubProcess hub : List.of(one, other)) {
            if (!hub.isAlive()) {
                hub.start();
            }
        }
        await().atMost(LONG)
                .untilAsserted(() -> {
                    for (HubProcess hub : List.of(one, other)) {
                        assertThat(hubs(hub)).hasSize(2).allMatch(SeveralHubsE2eIT::hasItsPart);
                    }
                });
    }

    @AfterEach
    void findNothingThatAFormerOwnerWrote() {
        assertThat(JournalEpochs.falling(uri)).isEmpty();
    }

    private List<JsonNode> hubs(HubProcess hub) {
        return at(hub, world.admin()).get("/v1/cluster").json().at("/hubs").valueStream().toList();
    }

    private static boolean hasItsPart(JsonNode hub) {
        int partitions = hub.path("partitions").asInt();
        return partitions > 400
                && partitions < 624
                && hub.path("peer_address").asString("").startsWith("http://127.0.0.1:");
    }

    @AfterAll
    void close() {
        world.close();
        inProcess.shutdownNow();
    }

    private static HubClient at(HubProcess hub, HubClient client) {
        return HubClient.strangerAt(hub.url()).withToken(client.token());
    }

    private Answer sendAt(HubProcess hub, String channel, String session, String text) {
        return at(hub, world.service())
                .post("/channel/message", World.message(channel, session, text));
    }

    private List<String> texts(String channel, String session) {
        return world.received(channel).stream()
                .filter(body -> body.path("session_id").asString().equals(session))
                .map(body -> body.path("message").asString())
                .toList();
    }

    private static List<String> sessions(String channel) {
        return IntStream.range(0, 6).mapToObj(i -> channel + "-" + i).toList();
    }

    /// A server that was given may have a name which only this machine knows.
    @Override
    public boolean knowsThePrivateHost() {
        return !isGiven();
    }

    @Test
    void deliverEachMessageOnceAndInOrderWhicheverHubIsAsked() {
        String channel = world.channel();
        world.simulators.channel(channel).follow(SILENT);
        List<String> texts = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

        for (String text : texts) {
            for (String session : sessions(channel)) {
                Answer sent = world.send(channel, session, text);
                assertThat(sent.status()).as(sent.body()).isEqualTo(200);
            }
        }

        assertThat(sessions(channel))
                .allSatisfy(session ->
                        assertThat(texts(channel, session)).containsExactlyElementsOf(texts));
        assertThat(one.metrics() + other.metrics())
                .containsPattern("switchboard_cluster_forwarded_total\\{result=\"done\"} [1-9]");
    }

    @Test
    void takeACallbackOnceWhicheverHubGetsIt() {
        String channel = world.channel();
        world.simulators.channel(channel).follow(SILENT);
        for (String session : sessions(channel)) {
            world.send(channel, session, "question");
        }
        await().atMost(LONG)
                .until(() -> world.received(channel).size() == sessions(channel).size());

        for (JsonNode received : world.received(channel)) {
            String session = received.path("session_id").asString();
            for (int i = 0; i < 2; i++) {
                Answer answer =
                        world.stranger.post(
                                World.callbackPath(received), World.callback(session, "{\"n\":1}"));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }

        assertThat(sessions(channel))
                .allSatisfy(session ->
                        await().atMost(LONG).until(() -> !world.forwarded(session).isEmpty()));
        assertThat(sessions(channel))
                .allSatisfy(session -> assertThat(world.forwarded(session)).hasSize(1));
    }

    @Test
    void loseNothingThatWasAcknowledgedWhenOneIsKilled() {
        String channel = world.channel();
        world.simulators.channel(channel).follow(SILENT);
        Map<String, List<String>> acknowledged = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            if (i == 30) {
                other.kill();
            }
            String session = sessions(channel).get(i % 6);
            Answer sent =
                    i < 30
                            ? world.send(channel, session, "" + i)
                            : sendAt(one, channel, session, "" + i);
            if (sent.status() / 100 == 2) {
                acknowledged.computeIfAbsent(session, _ -> new ArrayList<>()).add("" + i);
            }
        }

        await().atMost(LONG).until(() -> owned(one) == 1024);
        for (String session : sessions(channel)) {
            assertThat(sendAt(one, channel, session, "last").status()).isEqualTo(200);
        }
        assertThat(sessions(channel))
                .allSatisfy(session ->
                        assertThat(texts(channel, session).stream().distinct())
                                .containsSubsequence(acknowledged.getOrDefault(session, List.of()))
                                .endsWith("last"));
    }

    private int owned(HubProcess hub) {
        return at(hub, world.admin()).get("/v1/cluster").json().at("/table/own").asInt();
    }

    @Test
    void refuseStrangersOnThePortForHubs() {
        String address = hubs(one).getFirst().path("peer_address").asString();
        HubClient stranger = HubClient.strangerAt(URI.create(address));

        Answer answer = stranger.post("/hub/SendChannelMessage/send", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(one.log()).contains("\"action\":\"peer_refused\""));
    }
}
