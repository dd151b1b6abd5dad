package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final int CLIENTS = 30;

    private final EngineFixture engine = new EngineFixture(EngineFixture.settings(quick()));

    private static EngineSettings.Timing quick() {
        EngineSettings.Timing usual = EngineSettings.Timing.defaults();
        return new EngineSettings.Timing(
                usual.pingInterval(),
                usual.pingTimeout(),
                usual.upgradeTimeout(),
                usual.slowAfter(),
                Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void closesEverySession() {
        PollingClient poller = engine.poll();
        CompletableFuture<HttpResponse<String>> waiting = poller.getLater();
        List<SocketClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(engine.connect());
        }

        engine.engine().draining();

        assertThat(clients).allSatisfy(client -> assertThat(client.closed()).isEqualTo(1006));
        assertThat(waiting.join().body()).isEqualTo("1");
        await().until(() -> engine.engine().sessions() == 0);
        assertThat(engine.recorder.closed().values()).containsOnly(CloseReason.DRAIN);
    }

    @Test
    void opensNoSession() {
        engine.engine().draining();

        HttpResponse<String> answer = engine.get("EIO=4&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
    }
}
