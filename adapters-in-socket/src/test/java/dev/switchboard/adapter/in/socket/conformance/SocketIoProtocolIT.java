package dev.switchboard.adapter.in.socket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The official Socket.IO suite (v5-test-suite, 32 cases) as tests of every build, in its order.
/// They wait for events instead of fixed times, so that a slow machine does not fail them.
class SocketIoProtocolIT {

    private static final Duration PING_INTERVAL = Duration.ofMillis(300);
    private static final LiveServer PATIENT =
            ConformanceServer.with(PING_INTERVAL, Duration.ofSeconds(20));
    private static final LiveServer STRICT =
            ConformanceServer.with(PING_INTERVAL, Duration.ofMillis(200));

    private static WireClient client;
    private static WireClient strictClient;

    @BeforeAll
    static void start() throws Exception {
        PATIENT.start(0);
        STRICT.start(0);
        client = new WireClient(PATIENT.port());
        strictClient = new WireClient(STRICT.port());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        strictClient.close();
        PATIENT.stop();
        STRICT.stop();
    }

    @Nested
    class Handshaking {

        @Test
        void opensASessionByPolling() throws Exception {
            HttpResponse<String> response = strictClient.get("EIO=4&transport=polling");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("0");
            assertHandshake(response.body().substring(1), "[\"websocket\"]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"transport=polling", "EIO=abc&transport=polling"})
        void refusesAnInvalidVersionByPolling(String query) throws Exception {
            assertThat(client.get(query).statusCode()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EIO=4", "EIO=4&transport=abc"})
        void refusesAnInvalidTransportByPolling(String query) throws Exception {
            assertThat(client.get(query).statusCode()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT"})
        void refusesAnInvalidMethod(String method) throws Exception {
            assertThat(client.send(method, "EIO=4&transport=polling", "").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void opensASessionByWebSocket() throws Exception {
            WireSocket socket = strictClient.webSocket("EIO=4&transport=websocket");

            String opened = socket.next();

            assertThat(opened).startsWith("0");
            assertHandshake(opened.substring(1), "[]");
            socket.close();
        }

        @ParameterizedTest
        @ValueSource(strings = {"transport=websocket", "EIO=abc&transport=websocket"})
        void refusesAnInvalidVersionByWebSocket(String query) throws Exception {
            assertThat(client.webSocket(query).next()).isEqualTo(WireSocket.CLOSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EIO=4", "EIO=4&transport=abc"})
        void refusesAnInvalidTransportByWebSocket(String query) throws Exception {
            assertThat(client.webSocket(query).next()).isEqualTo(WireSocket.CLOSED);
        }

        private static void assertHandshake(String json, String upgrades) {
            JsonNode handshake = WireClient.json(json);
            assertThat(handshake.propertyNames())
                    .containsExactlyInAnyOrder(
                            "sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
            assertThat(handshake.get("sid").isString()).isTrue();
            assertThat(handshake.get("upgrades")).hasToString(upgrades);
            assertThat(handshake.get("pingInterval").intValue()).isEqualTo(300);
            assertThat(handshake.get("pingTimeout").intValue()).isEqualTo(200);
            assertThat(handshake.get("maxPayload").intValue()).isEqualTo(1_000_000);
        }
    }

    @Nested
    class Heartbeat {

        @Test
        void exchangesPingsAndPongsByPolling() throws Exception {
            String session = client.poll();
            assertThat(client.send("POST", session, "40").statusCode()).isEqualTo(200);
            assertThat(client.get(session).body()).startsWith("40");

            for (int i = 0; i < 3; i++) {
                assertThat(nextPoll(session)).isEqualTo("2");
                assertThat(client.send("POST", session, "3").statusCode()).isEqualTo(200);
            }
        }

        @Test
        void closesASessionWithoutPongsByPolling() throws Exception {
            String session = strictClient.poll();

            int status = 200;
            for (int i = 0; i < 5 && status == 200; i++) {
                status = strictClient.get(session).statusCode();
            }

            assertThat(status).isEqualTo(400);
        }

        @Test
        void exchangesPingsAndPongsByWebSocket() throws Exception {
            WireSocket socket = client.joined();

            for (int i = 0; i < 3; i++) {
                assertThat(socket.next()).isEqualTo("2");
            }

            socket.close();
        }

        @Test
        void closesASessionWithoutPongsByWebSocket() throws Exception {
            WireSocket socket = strictClient.webSocket("EIO=4&transport=websocket");
            socket.answerNoPings();

            assertThat(socket.next()).startsWith("0");
            assertThat(socket.nextMessage()).isEqualTo(WireSocket.CLOSED);
        }

        /// The event that greets the client may share a poll with its ping or come before it.
        private static String nextPoll(String session) throws Exception {
            String body = client.get(session).body();
            return body.startsWith("42") ? nextPoll(session) : body;
        }
    }

    @Nested
    class Closing {

        @Test
        void closesASessionByPolling() throws Exception {
            String session = client.poll();
            CompletableFuture<HttpResponse<String>> waiting = client.getLater(session);
            HttpResponse<String> closing = client.send("POST", session, "1");

            assertThat(closing.statusCode()).isEqualTo(200);
            assertThat(client.get(session).statusCode()).isEqualTo(400);
            assertThat(waiting.get().statusCode()).isIn(200, 400);
        }

        @Test
        void closesASessionByWebSocket() throws Exception {
            WireSocket socket = client.session();

            socket.send("1");

            assertThat(socket.nextMessage()).isEqualTo(WireSocket.CLOSED);
        }
    }

    @Nested
    class Upgrading {

        @Test
        void movesFromPollingToWebSocket() throws Exception {
            WireSocket socket = probed(client.poll());

            socket.send("5");
            socket.send("40");

            assertThat(socket.nextMessage()).startsWith("40{\"sid\"");
            socket.close();
        }

        @Test
        void refusesPollsOfAnUpgradedSession() throws Exception {
            String session = client.poll();
            WireSocket socket = upgraded(session);

            assertThat(client.get(session).statusCode()).isEqualTo(400);
            socket.close();
        }

        @Test
        void closesASecondWebSocketOfAnUpgradedSession() throws Exception {
            String session = client.poll();
            WireSocket socket = upgraded(session);

            assertThat(second(session).next()).isEqualTo(WireSocket.CLOSED);
            socket.close();
        }

        private static WireSocket second(String session) {
            return client.webSocket(session.replace("polling", "websocket"));
        }

        private static WireSocket probed(String session) throws Exception {
            WireSocket socket = second(session);
            socket.send("2probe");
            assertThat(socket.next()).isEqualTo("3probe");
            return socket;
        }

        /// Joins a namespace, which proves that the server has read the upgrade.
        private static WireSocket upgraded(String session) throws Exception {
            WireSocket socket = probed(session);
            socket.send("5");
            socket.send("40");
            assertThat(socket.nextMessage()).startsWith("40");
            return socket;
        }
    }

    @Nested
    class Connecting {

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                quoteCharacter = '`',
                value = {
                    "40 40 42[\"auth\",{}]",
                    "40{\"token\":\"123\"} 40 42[\"auth\",{\"token\":\"123\"}]",
                    "40/custom, 40/custom, 42/custom,[\"auth\",{}]",
                    "40/custom,{\"token\":\"abc\"} 40/custom, 42/custom,[\"auth\",{\"token\":\"abc\"}]"
                })
        void joinsANamespace(String connect, String answer, String greeting) throws Exception {
            WireSocket socket = client.session();

            socket.send(connect);

            String joined = socket.nextMessage();
            assertThat(joined).startsWith(answer + "{");
            JsonNode body = WireClient.json(joined.substring(answer.length()));
            assertThat(body.propertyNames()).containsExactly("sid");
            assertThat(body.get("sid").isString()).isTrue();
            assertThat(socket.nextMessage()).isEqualTo(greeting);
            socket.close();
        }

        @Test
        void refusesAnUnknownNamespace() throws Exception {
            WireSocket socket = client.session();

            socket.send("40/random");

            assertThat(socket.nextMessage())
                    .isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            socket.close();
        }

        @Test
        void closesOnAnInvalidHandshake() throws Exception {
            WireSocket socket = client.session();

            socket.send("4abc");

            assertThat(socket.nextMessage()).isEqualTo(WireSocket.CLOSED);
        }

        @Test
        void closesIfNoNamespaceIsJoined() throws Exception {
            WireSocket socket = client.session();

            assertThat(socket.nextMessage()).isEqualTo(WireSocket.CLOSED);
        }
    }

    @Nested
    class Disconnecting {

        @Test
        void leavesTheMainNamespace() throws Exception {
            WireSocket socket = client.joined();

            socket.send("41");

            assertThat(socket.next()).isEqualTo("2");
            socket.close();
        }

        @Test
        void leavesACustomNamespaceOnly() throws Exception {
            WireSocket socket = client.joined();
            socket.send("40/custom");
            socket.nextMessage();
            socket.nextMessage();

            socket.send("41/custom");
            socket.send("42[\"message\",\"message to main namespace\"]");

            assertThat(socket.nextMessage())
                    .isEqualTo("42[\"message-back\",\"message to main namespace\"]");
            socket.close();
        }
    }

    @Nested
    class Messaging {

        @Test
        void echoesText() throws Exception {
            WireSocket socket = client.joined();

            socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");

            assertThat(socket.nextMessage())
                    .isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
            socket.close();
        }

        @Test
        void echoesAttachments() throws Exception {
            WireSocket socket = client.joined();

            socket.send(
                    "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
            socket.send((byte) 1, (byte) 2, (byte) 3);
            socket.send((byte) 4, (byte) 5, (byte) 6);

            assertThat(socket.nextMessage())
                    .isEqualTo(
                            "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
            assertThat(socket.nextMessage()).isEqualTo("<010203>");
            assertThat(socket.nextMessage()).isEqualTo("<040506>");
            socket.close();
        }

        @Test
        void acksText() throws Exception {
            WireSocket socket = client.joined();

            socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");

            assertThat(socket.nextMessage()).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
            socket.close();
        }

        @Test
        void acksAttachments() throws Exception {
            WireSocket socket = client.joined();

            socket.send(
                    "452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
            socket.send((byte) 1, (byte) 2, (byte) 3);
            socket.send((byte) 4, (byte) 5, (byte) 6);

            assertThat(socket.nextMessage())
                    .isEqualTo(
                            "462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
            assertThat(socket.nextMessage()).isEqualTo("<010203>");
            assertThat(socket.nextMessage()).isEqualTo("<040506>");
            socket.close();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"4abc", "42{}", "42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]"})
        void closesOnAnInvalidFormat(String malformed) throws Exception {
            WireSocket socket = client.joined();

            socket.send(malformed);

            assertThat(socket.nextMessage()).isEqualTo(WireSocket.CLOSED);
        }
    }
}
