package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.network.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two hubs share one MongoDB, and their calls of each other are encrypted.
@Tag("nightly")
@TestInstance(Lifecycle.PER_CLASS)
class EncryptedHubsE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String SILENT = "[{\"callback\":{\"when\":\"never\"},\"repeat\":1000}]";

    private final MongoServer mongo = new MongoServer(new MemoryBackend());
    private final Map<String, String> open = new HashMap<>(HubProcess.SHARING);
    private TestCertificate certificate;
    private World world;
    private HubProcess other;

    @BeforeAll
    void open(@TempDir Path files, @TempDir Path first, @TempDir Path second) throws Exception {
        certificate = TestCertificate.of(files, "ip:127.0.0.1");
        String shown = Files.writeString(files.resolve("hub.crt"), certificate.pem()).toString();
        Path key = Files.writeString(files.resolve("hub.key"), certificate.keyPem());
        open.put(
                "SWITCHBOARD_MONGODB_URI",
                "mongodb://127.0.0.1:" + mongo.bind().getPort() + "/encrypted");
        Map<String, String> settings = new HashMap<>(open);
        settings.put("SWITCHBOARD_CLUSTER_ADDRESS", "https://127.0.0.1:0");
        settings.put("SWITCHBOARD_CLUSTER_SSL_BUNDLE", "hubs");
        settings.put("SPRING_SSL_BUNDLE_PEM_HUBS_KEYSTORE_CERTIFICATE", shown);
        settings.put("SPRING_SSL_BUNDLE_PEM_HUBS_KEYSTORE_PRIVATE_KEY", key.toString());
        settings.put("SPRING_SSL_BUNDLE_PEM_HUBS_TRUSTSTORE_CERTIFICATE", shown);
        world = World.open(first, settings);
        other = world.hubOn(second, settings);
        other.start();
    }

    @AfterAll
    void close() {
        other.close();
        world.close();
        mongo.shutdownNow();
    }

    private List<JsonNode> hubs() {
        return world.admin().get("/v1/cluster").json().at("/hubs").valueStream().toList();
    }

    private void awaitShared() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(hubs())
                                .filteredOn(hub -> hub.path("partitions").asInt() > 400)
                                .hasSize(2)
                                .allMatch(EncryptedHubsE2eIT::isCalledOverTls));
    }

    private static boolean isCalledOverTls(JsonNode hub) {
        return hub.path("peer_address").asString("").startsWith("https://127.0.0.1:");
    }

    @Test
    void bringEachOtherWhatIsAskedOfThem() {
        awaitShared();
        String channel = world.channel();
        world.simulators.channel(channel).follow(SILENT);
        HubClient asked = HubClient.strangerAt(other.url()).withToken(world.service().token());

        for (int i = 0; i < 12; i++) {
            Answer sent =
                    asked.post("/channel/message", World.message(channel, channel + i, "hello"));
            assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        }

        assertThat(world.received(channel)).hasSize(12);
        assertThat(other.metrics())
                .containsPattern("switchboard_cluster_forwarded_total\\{result=\"done\"} [1-9]");
    }

    /// Neither who shows no certificate nor who speaks no TLS hears a word.
    @Test
    void answerNobodyWithoutACertificate() throws Exception {
        awaitShared();
        URI port = URI.create(hubs().getFirst().path("peer_address").asString());
        HttpClient unknown = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        HttpClient known = HttpClient.newBuilder().sslContext(certificate.mutual()).build();

        assertThat(status(known, port)).isEqualTo(403);
        assertThatThrownBy(() -> status(unknown, port)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> status(known, URI.create("http" + port.toString().substring(5))))
                .isInstanceOf(IOException.class);
    }

    private static int status(HttpClient client, URI port) throws Exception {
        HttpRequest call =
                HttpRequest.newBuilder(port.resolve("/hub/SendChannelMessage/send"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        return client.send(call, BodyHandlers.discarding()).statusCode();
    }

    /// It stands by and says why.
    @Test
    void shareNothingWithAHubWithoutCertificates(@TempDir Path directory) {
        awaitShared();
        try (HubProcess third = world.hubOn(directory, open)) {
            third.spawn();

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(third.log())
                                    .contains("and only one of the two has")
                                    .contains("switchboard.cluster.ssl-bundle"));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(world.admin().get("/v1/cluster").body())
                                    .contains("OTHER_TLS"));
            assertThat(hubs())
                    .last()
                    .extracting(hub -> hub.path("partitions").asInt())
                    .isEqualTo(0);
        }
    }
}
