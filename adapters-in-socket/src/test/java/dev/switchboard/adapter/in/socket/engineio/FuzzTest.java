package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// No input harms a connection other than its own.
class FuzzTest {

    private static final int ROUNDS = 300;

    private final EngineFixture engine = EngineFixture.echoing();
    private final SocketClient bystander = engine.connect();

    @AfterEach
    void stop() {
        bystander.send("4alive");
        assertThat(bystander.next()).isEqualTo("4alive");
        bystander.send("1");
        bystander.closed();
        engine.pass(Duration.ofSeconds(85));
        await().until(() -> engine.engine().sessions() == 0);
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    @Test
    void survivesAnyFrames() throws IOException {
        Random random = new Random(5);

        for (int round = 0; round < ROUNDS; round++) {
            try (RawClient raw = RawClient.webSocket(engine)) {
                send(raw, random);
            }
        }
    }

    private static void send(RawClient raw, Random random) {
        try {
            for (int i = 0; i < 10; i++) {
                if (random.nextInt(4) == 0) {
                    raw.send(bytes(random));
                } else {
                    raw.frame(0x80 | random.nextInt(3), bytes(random));
                }
            }
        } catch (IOException _) {
            // The engine has closed the connection, which is allowed.
        }
    }

    @Test
    void survivesAnyBodies() {
        Random random = new Random(6);
        PollingClient client = engine.poll();

        for (int round = 0; round < ROUNDS; round++) {
            int status =
                    engine.send(
                                    engine.request(client.query())
                                            .POST(BodyPublishers.ofByteArray(bytes(random)))
                                            .build())
                            .statusCode();

            assertThat(status).isIn(200, 400);
            client = status == 200 ? client : engine.poll();
        }
    }

    @Test
    void survivesAnyQuery() {
        Random random = new Random(7);
        String characters = "=&EIOtransportsid4pollingwebsocket%2F+";

        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder query = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                query.append(characters.charAt(random.nextInt(characters.length())));
            }

            assertThat(engine.get(query.toString().replace("%", "%41")).statusCode())
                    .isEqualTo(400);
        }
    }

    /// Often begins like a packet, so that the engine reads further than the first byte.
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (random.nextInt(3) > 0) {
                bytes[i] = (byte) "0123456b4\u001e=a".charAt(random.nextInt(12));
            }
        }
        return bytes;
    }
}
