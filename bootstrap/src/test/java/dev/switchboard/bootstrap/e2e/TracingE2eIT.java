package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenTelemetry export: the effect of `SWITCHBOARD_TRACING`, and the values that it never
/// exports.
@Tag("nightly")
class TracingE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CANARY = "canary-4712";

    private final TraceReceiver receiver = TraceReceiver.open();

    @TempDir Path directory;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void sendsSpansWithoutTextsTokensAndSecrets() {
        Map<String, String> settings =
                Map.of(
                        "SWITCHBOARD_TRACING", "true",
                        "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1");
        try (World world = open(settings)) {
            String channel = relay(world);
            endInOrder(world);

            String spans = receiver.received();
            assertThat(spans)
                    .contains("switchboard", "/channel/message", "/webhook-response")
                    .doesNotContain(CANARY, "whsec_", world.admin().token() + "")
                    .doesNotContain(World.ADMIN_PASSWORD, World.SERVICE_PASSWORD)
                    .doesNotContain(responseToken(world, channel));
        }
    }

    @Test
    void sendsNothingUnlessItIsToldTo() {
        try (World world = open(Map.of())) {
            relay(world);
            endInOrder(world);

            assertThat(receiver.received()).isEmpty();
        }
    }

    private World open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.url());
        return World.open(directory, all);
    }

    /// @return the channel's name
    private static String relay(World world) {
        String channel = world.channel();
        Answer sent = world.send(channel, CANARY + "-session", CANARY + "-text");
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        await().atMost(SOON).until(() -> !world.forwarded(CANARY + "-session").isEmpty());
        return channel;
    }

    /// Stops the hub, which first exports the remaining spans.
    private static void endInOrder(World world) {
        world.hub.terminate();
        world.hub.awaitEnd(SOON);
    }

    private static String responseToken(World world, String channel) {
        return World.callbackPath(world.received(channel).getFirst()).split("t=", 2)[1];
    }
}
