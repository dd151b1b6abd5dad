package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which requests are accepted, and the answers to the others.
class RequestValidatorTest {

    private static final String POLL = "EIO=4&transport=polling";
    private static final String FOREIGN = "https://evil.example";

    private EngineFixture engine = EngineFixture.echoing();

    @AfterEach
    void stop() {
        engine.close();
    }

    private void restart(EngineSettings settings) {
        engine.close();
        engine = new EngineFixture(settings);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET, EIO=4, 0, Transport unknown",
                "GET, EIO=4&transport=abc, 0, Transport unknown",
                "GET, EIO=4&transport=abc&sid=none, 0, Transport unknown",
                "GET, EIO=4&transport=polling&sid=none, 1, Session ID unknown",
                "POST, EIO=4&transport=polling&sid=none, 1, Session ID unknown",
                "GET, EIO=3&transport=polling&sid=, 1, Session ID unknown",
                "POST, EIO=4&transport=polling, 2, Bad handshake method",
                "PUT, EIO=3&transport=polling, 2, Bad handshake method",
                "DELETE, EIO=4&transport=websocket, 2, Bad handshake method",
                "HEAD, EIO=4&transport=polling, -, -",
                "GET, EIO=4&transport=websocket, 3, Bad request",
                "GET, transport=polling, 5, Unsupported protocol version",
                "GET, EIO=3&transport=polling, 5, Unsupported protocol version",
                "GET, EIO=44&transport=polling, 5, Unsupported protocol version",
            })
    void refuses(String method, String query, String code, String message) {
        HttpResponse<String> answer =
                engine.send(engine.request(query).method(method, BodyPublishers.noBody()).build());

        assertThat(answer.statusCode()).isEqualTo(400);
        if (!"-".equals(code)) {
            assertThat(answer.body())
                    .isEqualTo("{\"code\":%s,\"message\":\"%s\"}".formatted(code, message));
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        }
    }

    @Test
    void refusesAnotherMethodForASession() {
        HttpRequest delete = engine.request(engine.poll().query()).DELETE().build();

        assertThat(engine.send(delete).body()).contains("\"code\":2");
    }

    @Test
    void refusesPollingForAWebSocketSession() {
        SocketClient client = engine.socket("EIO=4&transport=websocket");
        String sid = client.next().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");

        assertThat(engine.get(POLL + "&sid=" + sid).body()).contains("\"code\":3");
        client.send("4still there");
        assertThat(client.next()).isEqualTo("4still there");
    }

    @Test
    void letsNoAnswerBeKept() {
        HttpResponse<String> answer = engine.get(POLL);

        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("text/plain; charset=UTF-8");
    }

    @Test
    void servesItsPathWithAndWithoutTheFinalSlashOnly() {
        URI bare = URI.create("http://127.0.0.1:" + engine.port() + "/engine.io?" + POLL);
        URI below = URI.create("http://127.0.0.1:" + engine.port() + "/engine.io/x?" + POLL);

        assertThat(engine.send(HttpRequest.newBuilder(bare).build()).statusCode()).isEqualTo(200);
        assertThat(engine.send(HttpRequest.newBuilder(below).build()).statusCode()).isEqualTo(404);
    }

    @Test
    void offersNoTransportThatIsSwitchedOff() {
        EngineSettings all = EngineFixture.settings();
        restart(
                new EngineSettings(
                        all.path(),
                        all.timing(),
                        all.limits(),
                        Set.of(Transport.POLLING),
                        all.allowedOrigins()));

        assertThat(engine.get(POLL).body()).contains("\"upgrades\":[]");
        assertThat(engine.get("EIO=4&transport=websocket").body()).contains("\"code\":0");
    }

    @Test
    void tellsTheLayerAboveWhoAsks() {
        HttpRequest request = engine.request(POLL).header("Cookie", "a=1; b=2").build();

        String sid = engine.send(request).body().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");

        Handshake handshake = engine.recorder.socket(sid).handshake();
        assertThat(handshake.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(handshake.secure()).isFalse();
        assertThat(handshake.cookies()).isEmpty();
    }

    @Test
    void addsTheHeadersOfTheLayerAbove() throws Exception {
        engine.close();
        engine = new EngineFixture(EngineFixture.settings(), new CookieListener());

        assertThat(engine.get(POLL).headers().firstValue("set-cookie")).hasValue("who=me");
        try (RawClient raw = new RawClient(engine.port())) {
            assertThat(upgrade(raw, ""))
                    .contains(" 101 ")
                    .containsIgnoringCase("set-cookie: who=me");
        }
    }

    private static final class CookieListener implements EngineListener {
        @Override
        public Set<String> cookies() {
            return Set.of("who");
        }

        @Override
        public Map<String, String> opening(Handshake handshake) {
            return Map.of("Set-Cookie", "who=me");
        }

        @Override
        public EngineReceiver opened(EngineSocket socket) {
            return new EchoListener().opened(socket);
        }
    }

    @Test
    void keepsNoCookieThatNobodyLooksAt() {
        engine.close();
        engine = new EngineFixture(EngineFixture.settings(), new CookieListener());
        String large = "x".repeat(1_000);
        HttpRequest request =
                engine.request(POLL).header("Cookie", "who=you; a=1; who=me; b=" + large).build();
        HttpRequest oversized = engine.request(POLL).header("Cookie", "who=" + large).build();

        assertThat(cookiesKept(request)).isEqualTo(Map.of("who", "you"));
        assertThat(cookiesKept(oversized)).isEmpty();
    }

    private Map<String, String> cookiesKept(HttpRequest request) {
        String sid = engine.send(request).body().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
        return engine.recorder.socket(sid).handshake().cookies();
    }

    @Test
    void takesNoHandshakeWithLongHeaders() throws IOException {
        String padding = "x".repeat(4_096);
        PollingClient client = engine.poll();

        HttpResponse<String> polled =
                engine.send(engine.request(POLL).header("X-Padding", padding).build());

        assertThat(polled.statusCode()).isEqualTo(431);
        assertThat(polled.body()).isEmpty();
        assertThat(engine.tally.of(Refusal.HEADERS_TOO_LARGE)).isEqualTo(1);
        assertThat(engine.engine().sessions()).isEqualTo(1);
        try (RawClient raw = new RawClient(engine.port())) {
            assertThat(upgrade(raw, "X-Padding: " + padding + "\r\n")).startsWith("HTTP/1.1 431 ");
        }
        assertThat(client.post("4").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0, dGhlIHNhbXBsZSBub25jZQ==, 400",
        "HTTP/1.1, dGhlIHNhbXBsZQ==,         400",
        "HTTP/1.1, dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==, 400",
        "HTTP/1.1, dGhlIHNhbXBsZSBub25jZQ==, 101",
    })
    void upgradesWhatIsAsItShouldBe(String version, String key, int status) throws IOException {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send(
                    """
                    GET %s?EIO=4&transport=websocket %s\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: %s\r
                    \r
                    """
                            .formatted(EngineFixture.PATH, version, key));

            assertThat(raw.until("\r\n")).startsWith("HTTP/1.1 " + status);
        }
    }

    @Nested
    class WhenANetworkTakesItAll {

        @Test
        void leavesOthersTheRestThoughItJoinedSomething() {
            restart(EngineFixture.settings(new NetworkLimits.Limits(100, 3, 100, 1_000)));
            for (int i = 0; i < 3; i++) {
                engine.recorder.socket(engine.poll().sid()).bound();
            }

            HttpResponse<String> answer = engine.get(POLL);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
            assertThat(engine.tally.of(Refusal.TOO_MANY)).isEqualTo(1);
        }

        @Test
        void opensNoMoreSessionsThanItsRate() {
            restart(EngineFixture.settings(new NetworkLimits.Limits(100, 100, 100, 2)));
            engine.poll().post("1");
            engine.poll().post("1");

            assertThat(engine.get(POLL).statusCode()).isEqualTo(429);

            engine.pass(Duration.ofSeconds(31));
            assertThat(engine.get(POLL).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenFull {

        @Test
        void saysSo() {
            restart(EngineFixture.settings(EngineFixture.limits(1_000, 1, 10, 512, 1 << 20)));
            PollingClient client = engine.poll();

            HttpResponse<String> answer = engine.get(POLL);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
            assertThat(engine.tally.of(Refusal.UNAVAILABLE)).isEqualTo(1);

            client.post("1");
            assertThat(engine.get(POLL).statusCode()).isEqualTo(200);
        }

        @Test
        void forbidsMoreOfOneAddressThatHaveJoinedNothing() {
            restart(EngineFixture.settings(EngineFixture.limits(1_000, 9, 1, 512, 1 << 20)));
            PollingClient client = engine.poll();

            HttpResponse<String> answer = engine.get(POLL);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");

            engine.recorder.socket(client.sid()).bound();
            assertThat(engine.get(POLL).statusCode()).isEqualTo(200);
            assertThat(engine.get(POLL).statusCode()).isEqualTo(403);
        }

        @Test
        void givesAPlaceBackOnce() {
            restart(EngineFixture.settings(EngineFixture.limits(1_000, 9, 1, 512, 1 << 20)));
            PollingClient client = engine.poll();
            EngineSocket socket = engine.recorder.socket(client.sid());

            socket.bound();
            socket.close(CloseReason.SERVER);
            socket.bound();
            socket.close(CloseReason.SERVER);

            assertThat(engine.get(POLL).statusCode()).isEqualTo(200);
            assertThat(engine.get(POLL).statusCode()).isEqualTo(403);
            assertThat(engine.engine().sessions()).isEqualTo(1);
        }
    }

    @Nested
    class ForForeignPages {

        @Test
        void isClosed() throws IOException {
            HttpResponse<String> answer =
                    engine.send(engine.request(POLL).header("Origin", FOREIGN).build());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
            try (RawClient raw = new RawClient(engine.port())) {
                assertThat(upgrade(raw, "Origin: " + FOREIGN + "\r\n")).startsWith("HTTP/1.1 403 ");
            }
        }

        @Test
        void isClosedToNamesThatOnlyLookListed() {
            restart(withOrigins("https://shop.example"));

            for (String origin :
                    new String[] {"null", "https://shop.example.evil", "http://shop.example"}) {
                HttpResponse<String> answer =
                        engine.send(engine.request(POLL).header("Origin", origin).build());

                assertThat(answer.statusCode()).as(origin).isEqualTo(403);
                assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
            }
        }

        @Test
        void isOpenToThoseOnTheList() {
            restart(withOrigins("https://shop.example"));

            HttpResponse<String> answer =
                    engine.send(
                            engine.request(POLL).header("Origin", "https://shop.example").build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .hasValue("https://shop.example");
            assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                    .hasValue("true");
            assertThat(answer.headers().firstValue("vary")).hasValue("Origin");
        }

        @Test
        void isOpenToAllWithoutCredentials() {
            restart(withOrigins("*"));

            HttpResponse<String> answer =
                    engine.send(engine.request(POLL).header("Origin", FOREIGN).build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
            assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
        }

        @Test
        void isOpenToPagesOfThisServer() {
            String own = "http://127.0.0.1:" + engine.port();

            assertThat(engine.send(engine.request(POLL).header("Origin", own).build()).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void answersPreflights() {
            restart(withOrigins("https://shop.example"));
            HttpRequest.Builder preflight =
                    engine.request(POLL).method("OPTIONS", BodyPublishers.noBody());

            HttpResponse<String> listed =
                    engine.send(preflight.copy().header("Origin", "https://shop.example").build());
            HttpResponse<String> foreign =
                    engine.send(preflight.copy().header("Origin", FOREIGN).build());

            assertThat(listed.statusCode()).isEqualTo(204);
            assertThat(listed.headers().firstValue("access-control-allow-methods")).isPresent();
            assertThat(foreign.statusCode()).isEqualTo(204);
            assertThat(foreign.headers().map()).doesNotContainKey("access-control-allow-origin");
        }

        private EngineSettings withOrigins(String... origins) {
            EngineSettings plain = EngineFixture.settings();
            return new EngineSettings(
                    plain.path(),
                    plain.timing(),
                    plain.limits(),
                    plain.transports(),
                    Set.of(origins));
        }
    }

    private static String upgrade(RawClient raw, String header) throws IOException {
        raw.send(
                "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n"
                        + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                        + header
                        + "\r\n");
        return raw.until("\r\n\r\n");
    }

    @Test
    void agreesToNoCompression() throws IOException {
        try (RawClient raw = new RawClient(engine.port())) {
            assertThat(upgrade(raw, "")).contains(" 101 ").doesNotContainIgnoringCase("deflate");
        }
    }
}
