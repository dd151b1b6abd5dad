package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The cases of the official Engine.IO 4 suite, one to one. Unless a case is about a timeout, it
/// gets more time, so that a busy machine does not decide the outcome.
class ProtocolSuiteTest {

    private static final String OPEN = "EIO=4&transport=polling";

    private EngineFixture engine;

    @BeforeEach
    void start() {
        engine = new EngineFixture(settings(Duration.ofSeconds(20)));
    }

    private static EngineSettings settings(Duration pingTimeout) {
        EngineSettings official = EngineConformance.settings(EngineFixture.PATH);
        EngineSettings.Timing timing = official.timing();
        return new EngineSettings(
                official.path(),
                new EngineSettings.Timing(
                        timing.pingInterval(),
                        pingTimeout,
                        timing.upgradeTimeout(),
                        timing.slowAfter(),
                        timing.drainWithin()),
                official.limits(),
                official.transports(),
                official.allowedOrigins());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Nested
    class Handshakes {

        @Test
        void opensASessionByPolling() {
            HttpResponse<String> answer = engine.get(OPEN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .matches(
                            "0\\{\"sid\":\"[^\"]+\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":300,"
                                    + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
        }

        @Test
        void refusesAPollWithoutItsVersion() {
            assertThat(engine.get("transport=polling").statusCode()).isEqualTo(400);
            assertThat(engine.get("EIO=abc&transport=polling").statusCode()).isEqualTo(400);
        }

        @Test
        void refusesAPollOfAnUnknownTransport() {
            assertThat(engine.get("EIO=4").statusCode()).isEqualTo(400);
            assertThat(engine.get("EIO=4&transport=abc").statusCode()).isEqualTo(400);
        }

        @Test
        void refusesAnotherMethodThanGet() {
            HttpResponse<String> put =
                    engine.send(engine.request(OPEN).PUT(BodyPublishers.noBody()).build());

            assertThat(engine.post(OPEN, "").statusCode()).isEqualTo(400);
            assertThat(put.statusCode()).isEqualTo(400);
        }

        @Test
        void opensASessionByWebSocket() {
            SocketClient client = engine.socket("EIO=4&transport=websocket");

            assertThat(client.next())
                    .matches(
                            "0\\{\"sid\":\"[^\"]+\",\"upgrades\":\\[],\"pingInterval\":300,"
                                    + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
        }

        @Test
        void refusesAWebSocketWithoutItsVersion() {
            assertThatThrownBy(() -> engine.socket("transport=websocket")).isNotNull();
            assertThatThrownBy(() -> engine.socket("EIO=abc&transport=websocket")).isNotNull();
        }

        @Test
        void refusesAWebSocketOfAnUnknownTransport() {
            assertThatThrownBy(() -> engine.socket("EIO=4")).isNotNull();
            assertThatThrownBy(() -> engine.socket("EIO=4&transport=abc")).isNotNull();
        }
    }

    @Nested
    class PolledMessages {

        @Test
        void areSentBack() {
            PollingClient client = engine.poll();

            HttpResponse<String> sent = client.post("4hello");

            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(sent.body()).isEqualTo("ok");
            assertThat(client.get().body()).isEqualTo("4hello");
        }

        @Test
        void areSentBackTogether() {
            PollingClient client = engine.poll();

            assertThat(client.post("4test1\u001e4test2\u001e4test3").body()).isEqualTo("ok");
            assertThat(client.get().body()).isEqualTo("4test1\u001e4test2\u001e4test3");
        }

        @Test
        void mayBeBinary() {
            PollingClient client = engine.poll();

            assertThat(client.post("4hello\u001ebAQIDBA==").body()).isEqualTo("ok");
            assertThat(client.get().body()).isEqualTo("4hello\u001ebAQIDBA==");
        }

        @Test
        void ofNoKnownFormEndTheSession() {
            PollingClient client = engine.poll();

            assertThat(client.post("abc").statusCode()).isEqualTo(400);
            assertThat(client.get().statusCode()).isEqualTo(400);
        }

        @Test
        void endWithASecondPoll() {
            PollingClient client = engine.poll();

            CompletableFuture<HttpResponse<String>> one = client.getLater();
            CompletableFuture<HttpResponse<String>> other = client.getLater();

            HttpResponse<String> first = one.join();
            HttpResponse<String> second = other.join();
            HttpResponse<String> waiting = first.statusCode() == 200 ? first : second;
            assertThat(waiting.body()).isEqualTo("1");
            assertThat(first.statusCode() + second.statusCode()).isEqualTo(200 + 400);
            assertThat(client.get().statusCode()).isEqualTo(400);
        }

        @Test
        void endWithAnAbortedPoll() throws Exception {
            PollingClient client = engine.poll();

            try (RawClient raw = new RawClient(engine.port())) {
                raw.send("GET /engine.io/?" + client.query() + " HTTP/1.1\r\nHost: x\r\n\r\n");
            }

            await().until(() -> engine.recorder.closed(client.sid()) == CloseReason.TRANSPORT);
            assertThat(client.get().statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class WebSocketMessages {

        @Test
        void areSentBack() {
            SocketClient client = engine.connect();

            client.send("4hello");

            assertThat(client.next()).isEqualTo("4hello");
        }

        @Test
        void mayBeBinary() {
            SocketClient client = engine.connect();

            client.send(new byte[] {1, 2, 3, 4});

            assertThat(client.next()).isEqualTo("01020304");
        }

        @Test
        void ofNoKnownFormEndTheSession() {
            SocketClient client = engine.connect();

            client.send("abc");

            assertThat(client.closed()).isEqualTo(1002);
        }
    }

    @Nested
    class Heartbeats {

        @Test
        void goOnWhilePolling() {
            PollingClient client = engine.poll();

            for (int i = 0; i < 3; i++) {
                assertThat(client.get().body()).isEqualTo("2");
                assertThat(client.post("3").statusCode()).isEqualTo(200);
            }
        }

        @Test
        void thatStopEndThePolling() {
            PollingClient client = engine.poll();

            engine.pass(Duration.ofMillis(300).plusSeconds(20));

            assertThat(client.get().statusCode()).isEqualTo(400);
        }

        @Test
        void goOnByWebSocket() {
            SocketClient client = engine.connect();

            for (int i = 0; i < 3; i++) {
                assertThat(client.next()).isEqualTo("2");
                client.send("3");
            }
        }

        @Test
        void thatStopEndTheWebSocket() {
            SocketClient client = engine.connect();

            engine.pass(Duration.ofMillis(300).plusSeconds(20));

            assertThat(client.closed()).isEqualTo(1000);
        }
    }

    @Nested
    class Goodbyes {

        @Test
        void endAWaitingPoll() {
            PollingClient client = engine.poll();

            CompletableFuture<HttpResponse<String>> waiting = client.getLater();
            HttpResponse<String> goodbye = client.post("1");

            assertThat(goodbye.body()).isEqualTo("ok");
            assertThat(waiting.join().statusCode()).isEqualTo(200);
            assertThat(waiting.join().body()).isEqualTo("6");
            assertThat(client.get().statusCode()).isEqualTo(400);
        }

        @Test
        void endTheWebSocket() {
            SocketClient client = engine.connect();

            client.send("1");

            assertThat(client.closed()).isEqualTo(1000);
        }
    }

    @Nested
    class UpgradesToWebSocket {

        @Test
        void flushThePollAndGoOn() {
            PollingClient client = engine.poll();
            SocketClient socket = client.socket();

            socket.send("2probe");

            assertThat(socket.next()).isEqualTo("3probe");
            assertThat(client.get().body()).isEqualTo("6");
            socket.send("5");
            socket.send("4hello");
            assertThat(socket.next()).isEqualTo("4hello");
        }

        @Test
        void leaveNoPolling() {
            PollingClient client = engine.poll();
            SocketClient socket = upgraded(client);

            assertThat(client.get().statusCode()).isEqualTo(400);

            socket.send("4hello");
            assertThat(socket.next()).isEqualTo("4hello");
        }

        @Test
        void closeAnotherWebSocket() {
            PollingClient client = engine.poll();
            SocketClient socket = upgraded(client);

            SocketClient other = client.socket();

            assertThat(other.closed()).isEqualTo(1000);
            socket.send("4hello");
            assertThat(socket.next()).isEqualTo("4hello");
        }

        private SocketClient upgraded(PollingClient client) {
            SocketClient socket = client.socket();
            socket.send("2probe");
            socket.next();
            socket.send("5");
            return socket;
        }
    }
}
