package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// No input harms a connection other than its own.
@ExtendWith(QuietLog.class)
class EngineFuzzTest {

    private static final int INPUTS = 300;
    private static final int INPUTS_OF_A_BYSTANDER = 50;

    /// All inputs come from one network.
    private final EngineFixture engine =
            new EngineFixture(
                    EngineFixture.settings(
                            EngineFixture.limits(1_000_000, 20_000, 2_000, 512, 1 << 20)));

    private SocketClient bystander = engine.connect();
    private PollingClient polling = engine.poll();
    private int inputs;

    @AfterEach
    void stop() {
        serveBystander();
        engine.pass(Duration.ofSeconds(85));
        await().until(() -> engine.engine().sessions() == 0);
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    private void serveBystander() {
        bystander.send("4alive");
        assertThat(bystander.next()).isEqualTo("4alive");
        bystander.send("1");
        bystander.closed();
    }

    private void lookAtBystander() {
        if (++inputs % INPUTS_OF_A_BYSTANDER == 0) {
            serveBystander();
            engine.pass(Duration.ofSeconds(85)); // nobody may have thousands of sessions
            engine.recorder.texts().clear();
            engine.recorder.sockets().clear();
            engine.recorder.closed().clear();
            bystander = engine.connect();
            polling = engine.poll();
        }
    }

    private static Fuzz fuzz(String name) {
        return PayloadFuzzTest.fuzz(name).inputs(INPUTS);
    }

    @Test
    void survivesAnyFrames() {
        fuzz("frames of Engine.IO")
                .seeds(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', 'a'})
                .seeds(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8})
                .seeds(new byte[] {0x01, (byte) 0x81, 0, 0, 0, 0, '4', (byte) 0x80, (byte) 0x80})
                .bytes(bytes -> {
                    lookAtBystander();
                    try (RawClient raw = RawClient.webSocket(engine)) {
                        return isSent(raw, bytes);
                    }
                });
    }

    private static boolean isSent(RawClient raw, byte[] bytes) {
        try {
            raw.frame(0x81, bytes);
            raw.frame(0x80 | bytes.length % 3, bytes);
            raw.send(bytes);
            return true;
        } catch (IOException _) {
            return false; // The engine has closed the connection, which is allowed.
        }
    }

    @Test
    void survivesAnyBodies() {
        fuzz("bodies of Engine.IO")
                .bytes(bytes -> {
                    lookAtBystander();
                    boolean taken = isTaken(bytes);
                    polling = taken ? polling : engine.poll();
                    return taken;
                });
    }

    private boolean isTaken(byte[] body) {
        HttpRequest post =
                engine.request(polling.query()).POST(BodyPublishers.ofByteArray(body)).build();
        try {
            int status = engine.send(post).statusCode();
            assertThat(status).isIn(200, 400);
            return status == 200;
        } catch (IllegalStateException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
            return false; // It was refused and its connection closed before all of it was sent.
        }
    }

    @Test
    void survivesAnyQuery() {
        Fuzz.of("queries of Engine.IO")
                .seeds(
                        "EIO=4&transport=polling",
                        "EIO=4&transport=websocket&sid=abc",
                        "EIO=3&transport=polling&t=x&b64=1",
                        "EIO=4&EIO=3&transport=polling")
                .words("EIO=", "transport=", "sid=", "&&", "polling", "websocket", "%41")
                .inputs(INPUTS)
                .texts(text -> {
                    lookAtBystander();
                    String query =
                            text.substring(0, Math.min(1_300, text.length()))
                                    .replaceAll("[^A-Za-z0-9=&+._~-]", "%41");
                    int status = engine.get(query).statusCode();
                    assertThat(status).isIn(200, 400);
                    assertThat(status == 400 || query.contains("EIO=4")).isTrue();
                    return status == 200;
                });
    }
}
