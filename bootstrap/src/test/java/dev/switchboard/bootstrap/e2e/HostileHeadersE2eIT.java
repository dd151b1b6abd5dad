package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a stranger puts into a header, the answer is never a 5xx, and nothing is logged as an
/// error of the hub. The hub is its own: such a stranger uses up the rates of its address.
@Tag("nightly")
class HostileHeadersE2eIT {

    private static final List<String> HOSTILE =
            List.of(
                    "",
                    " ",
                    "a",
                    "*",
                    "null",
                    "-1",
                    "99999999999999999999",
                    "1e999999999",
                    "%",
                    "%zz",
                    "%00",
                    "http://127.0.0.1:x",
                    "http://%zz",
                    "http://[::1",
                    "http://127.0.0.1:99999999999",
                    "//",
                    "\\",
                    "\"unclosed",
                    ",;,=;=,",
                    "a".repeat(4000),
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=nope",
                    "text/\u00ff",
                    "\u0001\u007f",
                    "Bearer ",
                    "Bearer a.b.c",
                    "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
                    "Basic Og==",
                    "gzip",
                    "websocket",
                    "for=\"[::1\";proto=%;host=",
                    "bytes=9-,-1",
                    "Thu, 99 Foo 9999 99:99:99 GMT");

    private static final List<String> READ =
            List.of("Content-Type", "Accept", "Authorization", "Host", "Origin", "Cookie");

    private static final List<String> OTHERS =
            List.of(
                    "Accept-Charset",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Access-Control-Request-Headers",
                    "Access-Control-Request-Method",
                    "Connection",
                    "Content-Encoding",
                    "Expect",
                    "Forwarded",
                    "Idempotency-Key",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "Prefer",
                    "Range",
                    "Sec-WebSocket-Extensions",
                    "Sec-WebSocket-Key",
                    "Sec-WebSocket-Protocol",
                    "Sec-WebSocket-Version",
                    "Upgrade",
                    "User-Agent",
                    "X-Channel-Id",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Proto",
                    "X-HTTP-Method-Override",
                    "X-Hub-Signature-256",
                    "X-Request-Id",
                    "X-Switchboard-Resume",
                    "traceparent",
                    "webhook-id",
                    "webhook-timestamp",
                    "webhook-signature");

    @TempDir private static Path directory;
    private static World world;

    @BeforeAll
    static void open() {
        world = World.open(directory, Map.of());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /// One route of each kind: without a token, with one, on the short way, and both upgrades.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /livez",
                "GET /v1/audit",
                "POST /webhook-response",
                "POST /v1/authenticate",
                "OPTIONS /api/netomi/process-message",
                "GET /socket.io/?EIO=3&transport=polling",
                "UPGRADE /socket.io/?EIO=3&transport=websocket",
                "UPGRADE /v1/events?token=x"
            })
    void areNeverAnsweredWithAFailureOfOurs(String route) {
        try (Caller caller = new Caller()) {
            for (String header : Stream.concat(READ.stream(), OTHERS.stream()).toList()) {
                send(caller, route, header);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere",
                "GET /v1/media/x?exp=1&sig=x",
                "GET /api/conversations/x?limit=1",
                "GET /v1/parked?limit=1",
                "POST /channel/message",
                "POST /v1/media",
                "POST /webhook",
                "POST /webhook/netomi",
                "POST /api/netomi/process-message",
                "POST /v1/integrations/whatsapp/webhook",
                "DELETE /v1/accounts/x",
                "UPGRADE /v1/subscribe"
            })
    void areNeverAnsweredSoOnOtherRoutes(String route) {
        try (Caller caller = new Caller()) {
            for (String header : READ) {
                send(caller, route, header);
            }
        }
    }

    /// Those are limited to 300 in a minute, so each value stands in one header only.
    @ParameterizedTest
    @ValueSource(strings = {"GET /swagger-ui/index.html", "GET /v3/api-docs"})
    void areNeverAnsweredSoByThePagesAboutTheApi(String route) {
        try (Caller caller = new Caller()) {
            for (int i = 0; i < HOSTILE.size(); i++) {
                String header = READ.get(i % READ.size());
                String value = HOSTILE.get(i);

                assertThat(caller.ask(route, header, value))
                        .as(header + ": " + value)
                        .isLessThan(500)
                        .isNotEqualTo(429);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/socket.io/?EIO=4&transport=websocket, http://127.0.0.1:x",
        "/socket.io/?EIO=4&transport=websocket, http://%zz",
        "/v1/events, http://127.0.0.1:x",
        "/v1/events, http://%zz",
        "/v1/subscribe, http://[::1"
    })
    void letNoPageInThatNamesNoOrigin(String address, String origin) {
        try (Caller caller = new Caller()) {
            assertThat(caller.ask("UPGRADE " + address, "Origin", origin)).isEqualTo(403);
        }
    }

    @Test
    void leaveNoStackTraceBehind() {
        int before = world.hub.log().length();

        try (Caller caller = new Caller()) {
            for (String value : HOSTILE) {
                caller.ask("UPGRADE /v1/events", "Origin", value);
                caller.ask("GET /livez", "Content-Type", value);
                caller.ask("GET /v1/audit", "Authorization", value);
            }
            for (String busy :
                    List.of("/channel/message", "/webhook-response", "/webhook/netomi")) {
                caller.ask("POST " + busy, "X-Usual", "a");
                caller.ask("POST " + busy, "Authorization", "Bearer a.b.c");
            }
        }

        assertThat(world.hub.log().substring(before))
                .doesNotContain(
                        "IllegalArgumentException",
                        "MultipartException",
                        "JwtException",
                        "stack_trace");
    }

    /// An unconfigured route answers 503 before it reads anything.
    private static void send(Caller caller, String route, String header) {
        int usual = caller.ask(route, "X-Usual", "a");
        List<String> failed = new ArrayList<>();
        for (String value : HOSTILE) {
            int status = caller.ask(route, header, value);
            if (status >= 500 && status != usual) {
                failed.add(header + ": " + value + " -> " + status);
            }
        }
        assertThat(failed).as(route).isEmpty();
    }

    /// Sends requests one after the other, on one connection while that lasts.
    private static final class Caller implements AutoCloseable {

        private static final String ID = "X-Request-Id";

        private Socket socket = new Socket();
        private InputStream answers = InputStream.nullInputStream();
        private int asked;

        /// @return the status
        int ask(String route, String header, String value) {
            try {
                return exchange(request(route, header, value));
            } catch (SocketException | EOFException _) {
                return again(route, header, value);
            } catch (IOException e) {
                throw failure(route, header, value, e);
            }
        }

        /// The hub may close an idle connection.
        private int again(String route, String header, String value) {
            close();
            try {
                return exchange(request(route, header, value));
            } catch (IOException e) {
                throw failure(route, header, value, e);
            }
        }

        private static UncheckedIOException failure(
                String route, String header, String value, IOException cause) {
            return new UncheckedIOException(
                    "%s %s: %s: %s".formatted(route, header, value, cause), cause);
        }

        private int exchange(String request) throws IOException {
            if (!socket.isConnected() || socket.isClosed()) {
                URI hub = world.hub.url();
                socket = new Socket(hub.getHost(), hub.getPort());
                socket.setSoTimeout(60_000);
                answers = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            int status = answer(request);
            if (status == 100) {
                status = answer(request);
            }
            if (status == 101) {
                close();
            }
            return status;
        }

        private String request(String route, String header, String value) {
            String method = route.substring(0, route.indexOf(' '));
            boolean upgrade = method.equals("UPGRADE");
            StringBuilder head =
                    new StringBuilder(upgrade ? "GET" : method)
                            .append(route.substring(route.indexOf(' ')))
                            .append(" HTTP/1.1\r\n");
            String body = method.equals("POST") ? "{" : "";
            List<String> usual = new ArrayList<>(List.of("Host: localhost", ID + ": q-" + ++asked));
            if (!body.isEmpty()) {
                usual.add("Content-Type: application/json");
                usual.add("Content-Length: 1");
            }
            if (upgrade) {
                usual.add("Connection: Upgrade");
                usual.add("Upgrade: websocket");
                usual.add("Sec-WebSocket-Version: 13");
                usual.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            }
            usual.removeIf(line -> line.startsWith(header + ":"));
            usual.forEach(line -> head.append(line).append("\r\n"));
            return head.append(header)
                    .append(": ")
                    .append(value)
                    .append("\r\n\r\n")
                    .append(body)
                    .toString();
        }

        /// Reads the answer to a request, and no other: its id is that of the request.
        private int answer(String request) throws IOException {
            int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
            boolean withoutBody = request.startsWith("HEAD");
            int length = withoutBody || status == 204 || status == 304 ? 0 : -1;
            boolean chunked = false;
            boolean closes = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String field = line.toLowerCase(Locale.ROOT);
                if (field.startsWith("x-request-id: q-")) {
                    assertThat(request.toLowerCase(Locale.ROOT)).contains(field + "\r\n");
                }
                if (field.startsWith("content-length:")) {
                    length = Integer.parseInt(field.substring(15).strip());
                }
                chunked |= field.equals("transfer-encoding: chunked");
                closes |= field.equals("connection: close");
            }
            if (status == 100 || status == 101) {
                return status;
            }
            if (chunked) {
                skipChunks();
            } else if (length < 0 || closes) {
                close();
            } else {
                answers.skipNBytes(length);
            }
            return status;
        }

        private void skipChunks() throws IOException {
            int size;
            do {
                size = Integer.parseInt(line(), 16);
                answers.skipNBytes(size);
                line();
            } while (size > 0);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = answers.read(); c != '\n'; c = answers.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
                line.write(c);
            }
            return line.toString(ISO_8859_1).strip();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
