package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Canaries in all private values, searched in all output of the hub.
class PrivacyE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CANARY = "canary-4711";
    private static final String SESSIONS_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString((CANARY + "-sessions").getBytes(UTF_8));

    @TempDir Path directory;

    @Test
    void tellsNeitherItsLogNorItsFiguresNorItsFilesWhatIsPrivate() throws IOException {
        Map<String, String> settings =
                Map.of(
                        "SWITCHBOARD_CHANNELS_SYNC_WAIT",
                        "1s",
                        "SWITCHBOARD_CHANNELS_SESSIONS_SERVER_SECRET",
                        SESSIONS_SECRET,
                        "SWITCHBOARD_STORAGE_SEAL_BODIES",
                        "true");
        try (World world = World.open(directory, settings)) {
            String channel = world.channel();
            relay(world, channel);
            misbehave(world, channel);

            assertSilent(world, channel, world.hub.log());
            assertSilent(world, channel, world.hub.metrics());
            assertThat(world.admin().get("/v1/channels/" + channel).body())
                    .doesNotContain("whsec_");
            assertThat(world.admin().get("/v1/audit").body())
                    .doesNotContain("whsec_", CANARY, World.SERVICE_PASSWORD);
            assertThat(filesWith(CANARY + "-session")).isNotEmpty();
            assertThat(filesWith(CANARY + "-text")).isEmpty();
        }
    }

    /// Names stay open, and texts are sealed.
    private List<Path> filesWith(String word) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(word)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    /// The successful case: texts and answers pass through, while the sender waits or later.
    private static void relay(World world, String channel) {
        assertThat(world.send(channel, CANARY + "-session", CANARY + "-text").status())
                .isIn(200, 202);
        await().atMost(SOON).until(() -> world.forwarded(CANARY + "-session").size() == 1);
    }

    /// The failing case: texts come back in refusals, tokens fail, JSON is broken.
    private static void misbehave(World world, String channel) {
        world.simulators
                .upstreams()
                .sessions()
                .follow("[{\"status\":400,\"body\":\"" + CANARY + "\"}]");
        world.simulators
                .channel(channel)
                .follow(
                        "[{\"status\":503,\"body\":\"%s\"},{\"status\":404,\"body\":\"%s\"}]"
                                .formatted(CANARY, CANARY));
        world.send(channel, CANARY + "-other", CANARY + "-text");
        await().atMost(SOON).until(() -> world.received(channel).size() >= 3);
        world.send(channel, CANARY + "-third", CANARY + "-text");
        world.stranger.post("/webhook-response?t=" + CANARY, "{\"session_id\":\"" + CANARY);
        world.stranger.post(
                "/webhook-response?t=" + CANARY, World.callback(CANARY, "{\"a\":\"x\"}"));
        world.stranger.withToken(CANARY + ".not.valid").get("/v1/audit");
        world.stranger.post(
                "/v1/authenticate",
                "{\"username\":\"admin\",\"password\":\"%s-password\"}".formatted(CANARY));
        world.admin().post("/channel/message", "{\"message\":\"" + CANARY);
        world.admin().post("/channels", "{\"channel_name\":{\"$where\":\"" + CANARY + "\"}}");
    }

    private static void assertSilent(World world, String channel, String spoken) {
        assertThat(spoken)
                .isNotBlank()
                .doesNotContain(CANARY, World.ADMIN_PASSWORD, World.SERVICE_PASSWORD, "whsec_")
                .doesNotContain(secretsOf(world, channel));
    }

    private static List<String> secretsOf(World world, String channel) {
        String secret = world.simulators.channel(channel).secret();
        assertThat(secret).isNotNull();
        JsonNode received = world.received(channel).getFirst();
        String token = World.callbackPath(received).split("t=", 2)[1];
        String mac = token.substring(token.indexOf('.') + 1);
        String adminToken = world.admin().token();
        assertThat(adminToken).isNotNull();
        return List.of(secret.substring("whsec_".length()), mac, adminToken, SESSIONS_SECRET);
    }
}
