package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WavesTest {

    private static final int WAVES = 1_000;

    private final EngineFixture engine =
            new EngineFixture(
                    EngineFixture.settings(
                            EngineFixture.limits(1_000, WAVES, WAVES, 512, 1 << 20)));

    private final List<CompletableFuture<HttpResponse<String>>> goodbyes = new ArrayList<>();

    @AfterEach
    void stop() {
        engine.close();
    }

    /// Clients leave by a close packet, by falling silent and by closing the connection.
    @Test
    void leaveNoSession() throws IOException {
        for (int wave = 0; wave < WAVES; wave++) {
            switch (wave % 10) {
                case 0 -> goodbyes.add(goodbye(engine.poll()));
                case 1 -> engine.connect().send("1");
                case 2 -> engine.poll();
                case 3 -> hangUp(engine.poll());
                default -> RawClient.webSocket(engine).close();
            }
        }
        goodbyes.forEach(CompletableFuture::join);
        engine.pass(Duration.ofSeconds(85));

        await().until(() -> engine.engine().sessions() == 0);
        int opened = engine.tally.of(Transport.POLLING) + engine.tally.of(Transport.WEBSOCKET);
        assertThat(engine.recorder.closed()).hasSize(opened);
        assertThat(opened).isEqualTo(WAVES);
    }

    /// The answer comes a moment later, because of a poll that it may have overtaken.
    private CompletableFuture<HttpResponse<String>> goodbye(PollingClient client) {
        return engine.meanwhile(() -> client.post("1"));
    }

    private void hangUp(PollingClient client) throws IOException {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send("GET /engine.io/?" + client.query() + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
    }
}
