package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The endpoints over real sockets: the handshake, frames of every kind, and violations of the
/// protocol.
@TestInstance(Lifecycle.PER_CLASS)
class WireIT {

    private static final String AUTH =
            """
            {"type":"auth","accessToken":"SUPERVISOR@12345:67890+99999999999999",
             "client":{"name":"CTI 2.0","version":"2.5.1"}}\
            """;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CtiServer server =
            new CtiServer(
                    Map.of(
                            "switchboard.cti.allowed-origins", "https://desk.example",
                            "switchboard.cti.max-connections-per-user", "10000",
                            "switchboard.cti.connections-per-minute", "1000000"));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        private Client(String path, String... headers) {
            WebSocket.Builder builder = http.newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            socket = builder.buildAsync(server.url("ws", path), this).join();
        }

        private Client says(String text) {
            socket.sendText(text, true).join();
            return this;
        }

        private String hears() {
            try {
                return String.valueOf(heard.poll(SOON.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heard.add("pong " + message.remaining());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add(code + " " + reason);
            return null;
        }
    }

    @Test
    void carriesFramesBothWays() {
        server.presence.with(67890);
        Client client = new Client("/v1/events").says(AUTH);
        assertThat(client.hears()).isEqualTo(Phones.WELCOME);

        client.says("{\"type\":\"subscribe\",\"path\":\"/org/12345/user/67890/presence\"}");
        assertThat(client.hears()).contains("\"snapshot\":true");
        server.presence.calls(67890, "RINGING", "");
        assertThat(client.hears()).contains("RINGING");
        server.presence.calls(67890, "ANSWERED", "");

        assertThat(client.hears()).contains("ANSWERED");
        client.socket.abort();
    }

    @Test
    void putsFragmentsTogether() {
        Client client = new Client("/v1/events");

        client.socket.sendText(AUTH.substring(0, 10), false).join();
        client.socket.sendText(AUTH.substring(10, 20), false).join();
        client.socket.sendPing(ByteBuffer.wrap(new byte[3])).join();
        client.socket.sendText(AUTH.substring(20), true).join();

        assertThat(client.hears()).isEqualTo("pong 3");
        assertThat(client.hears()).isEqualTo(Phones.WELCOME);
        client.socket.abort();
    }

    @Test
    void sendsALargeGroup() {
        long[] many = LongStream.rangeClosed(1000, 6000).toArray();
        server.presence.withGroup(500, many);
        Client client = new Client("/v1/events").says(AUTH);
        client.hears();

        client.says("{\"type\":\"WEBSOCKET_GROUP_SUBSCRIBE\",\"orgId\":12345,\"groupId\":500}");

        for (int frame = 0; frame < 26; frame++) {
            assertThat(client.hears()).contains("\"snapshot\":true");
        }
        client.socket.abort();
    }

    @Test
    void closesWithTheErrorBefore() {
        Client client = new Client("/v1/subscribe").says("{\"type\":\"tick\"}");

        assertThat(client.hears()).contains("AUTH_REQUIRED");
        assertThat(client.hears()).isEqualTo("4003 AUTH_REQUIRED");
    }

    @Test
    void takesTextOnly() {
        Client client = new Client("/v1/events");

        client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

        assertThat(client.hears()).isEqualTo("1003 text only");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesSixtyFourKibibytesAndNoMore(boolean inOne) {
        Client good = new Client("/v1/events").says(AUTH);
        good.hears();
        String tick = "{\"type\":\"tick\"}";
        good.says(tick + " ".repeat(64 * 1024 - tick.length()));
        assertThat(good.hears()).isEqualTo(Phones.HEARTBEAT);
        good.socket.abort();

        Client client = new Client("/v1/events").says(AUTH);
        client.hears();
        client.socket.sendText("x".repeat(32 * 1024), false).join();
        CompletableFuture<?> _ = client.socket.sendText("x".repeat(33 * 1024), inOne);

        assertThat(client.hears()).isEqualTo("1009 frame too large");
    }

    @Test
    void takesNoMessageInEndlessEmptyFragments() {
        Client client = new Client("/v1/events");

        client.socket.sendText("{", false).join();
        for (int i = 0; i < 64; i++) {
            client.socket.sendText("", false).join();
        }

        assertThat(client.hears()).isEqualTo("1009 frame too large");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid UTF-8,            81 82 00000000 c328,     1007",
        "overlong UTF-8,           81 82 00000000 c0af,     1007",
        "half of a surrogate pair, 81 83 00000000 eda080,   1007",
        "no mask,                  81 02 7b7d,              1002",
        "a reserved bit,           c1 82 00000000 7b7d,     1002",
        "an unknown opcode,        8b 80 00000000,          1002",
        "a close code that cannot, 88 82 00000000 03ed,     1002",
        "a long ping,              89 fe 007e 00000000 00,  1002"
    })
    void endsWhoBreaksTheProtocol(String what, String bytes, int code) throws IOException {
        try (Socket socket = new Socket("localhost", server.url("http", "/").getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(
                            """
                            GET /v1/events HTTP/1.1\r
                            Host: localhost\r
                            Upgrade: websocket\r
                            Connection: keep-alive, Upgrade\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Extensions: permessage-deflate\r
                            \r
                            """
                                    .getBytes(UTF_8));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            assertThat(head.toString())
                    .startsWith("HTTP/1.1 101")
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainIgnoringCase("permessage-deflate");

            socket.getOutputStream().write(HexFormat.of().parseHex(bytes.replace(" ", "")));

            assertThat(in.readUnsignedByte()).as(what).isEqualTo(0x88);
            in.readUnsignedByte();
            assertThat(in.readUnsignedShort()).as(what).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0, dGhlIHNhbXBsZSBub25jZQ==, 400",
        "HTTP/1.1, dGhlIHNhbXBsZQ==,         400",
        "HTTP/1.1, dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==, 400",
        "HTTP/1.1, not base64 at all !!,     400",
        "HTTP/1.1, dGhlIHNhbXBsZSBub25jZQ==, 101",
    })
    void upgradesWhatIsAsItShouldBe(String version, String key, int status) throws IOException {
        try (Socket socket = new Socket("localhost", server.url("http", "/").getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(
                            """
                            GET /v1/events %s\r
                            Host: localhost\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: %s\r
                            \r
                            """
                                    .formatted(version, key)
                                    .getBytes(UTF_8));

            String line = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertThat(line).isEqualTo("HTTP/1.1 " + status);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url("http", path).toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/subscribe"})
    void asksForAnUpgrade(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "accessToken", "jwt", "%74oken", "x=1&token"})
    void takesNoTokenInTheAddress(String name) {
        assertThat(refusal("/v1/events?" + name + "=secret", Map.of())).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 403",
        "null, 403",
        "https://desk.example.evil.example, 403",
        "https://desk.example, 101",
        "SAME, 101"
    })
    void letsListedPagesInOnly(String origin, int status) {
        String own = "http://localhost:" + server.url("http", "/").getPort();
        String from = origin.equals("SAME") ? own : origin;

        assertThat(refusal("/v1/events", Map.of("Origin", from))).isEqualTo(status);
    }

    /// The JDK's client may not send an Origin.
    private int refusal(String path, Map<String, String> headers) {
        try (Socket socket = new Socket("localhost", server.url("http", "/").getPort())) {
            StringBuilder request =
                    new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: ")
                            .append("localhost:" + server.url("http", "/").getPort())
                            .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                            .append("Sec-WebSocket-Version: 13\r\n")
                            .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
            byte[] start = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(start, 9, 3, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void forgetsWhoeverLeaves() throws Exception {
        Client one = new Client("/v1/events").says(AUTH);
        one.hears();
        int others = server.connections() - 1;
        Client two = new Client("/v1/events");
        // a client knows of its connection sooner than the server
        awaitConnections(others + 2);

        one.socket.sendClose(1000, "").join();
        two.socket.abort();

        assertThat(one.hears()).startsWith("1000");
        awaitConnections(others);
    }

    private void awaitConnections(int count) {
        long end = System.nanoTime() + SOON.toNanos();
        while (server.connections() != count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(server.connections()).isEqualTo(count);
    }
}
