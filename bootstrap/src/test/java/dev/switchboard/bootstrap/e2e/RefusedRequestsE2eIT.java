package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that the web server refuses before any filter of the hub sees them. The answer has the
/// format of its family of paths, and repeats nothing of the request.
@ExtendWith(SharedWorld.class)
class RefusedRequestsE2eIT {

    private static final String LEGACY = "{\"success\":false,\"error\":\"Bad request\"}";
    private static final String RELAY = "{\"ok\":false,\"error\":\"Bad request\"}";

    private final World world;

    RefusedRequestsE2eIT(World world) {
        this.world = world;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/channel/%14",
                "/channel/%",
                "/channel/%4",
                "/channel/%zz",
                "/channel/%00",
                "/channel/a%0Ab",
                "/channel/%7F",
                "/channel/%ff",
                "/channel/%c0%af",
                "/channel/%u0041",
                "/channel/\u00ff",
                "/channel//x",
                "/channel/%2e%2e/x",
                "/channel/a\\b",
                "/channel/a%2Fb",
                "/channel/a;b"
            })
    void answersChannelsInTheirEnvelope(String path) {
        for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "FOO"}) {
            Raw answer = ask(method, path);

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.head()).containsIgnoringCase("content-type: application/json\r\n");
            assertThat(answer.body()).isEqualTo(LEGACY);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/v1/accounts/%14 400",
                "/v1/accounts/% 400",
                "/v1/accounts/%0A 400",
                "/v1/conversations/%14 400",
                "//v1/accounts 400",
                "/% 400",
                "* 400",
                "/nowhere/%14 400",
            })
    void answersProblemsInTheirs(String path, int status) {
        Raw answer = ask("GET", path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.head()).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer.body())
                .startsWith("{\"type\":\"urn:switchboard:problem:1001\"")
                .contains("\"status\":" + status)
                .doesNotContain("accounts", "nowhere", "%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/api/netomi/%14", "/api/netomi/%", "/api/conversations/%0A"})
    void answersTheBotsPathsInTheirs(String path) {
        Raw answer = ask("POST", path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(RELAY);
    }

    @Test
    void saysThatAPathOrAHeaderIsTooLong() {
        Raw path = ask("GET", "/v1/accounts/" + "a".repeat(20_000));
        Raw header = send("GET /channel/x HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000));

        assertThat(path.status()).isEqualTo(414);
        assertThat(path.body()).contains("\"status\":414").doesNotContain("aaaa", "<");
        assertThat(header.status()).isEqualTo(431);
        assertThat(header.body()).isEqualTo(LEGACY);
    }

    @Test
    void answersWhatIsNoHttp() {
        for (String head :
                new String[] {"HELO", "GET /v1/x HTTP/1.1\r\nContent-Length: x", "GET"}) {
            Raw answer = send(head);

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.text()).doesNotContainIgnoringCase("<html", "jetty");
        }
    }

    @Test
    void goesOnServingAsItDid() {
        Raw answer = ask("GET", "/livez");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config"})
    void namesItsOwnAddressAndNotWhatItWasCalled(String path) {
        Raw answer = ask("GET", path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("evil.example");
        assertThat(world.stranger.get("/v3/api-docs").text("/servers/0/url"))
                .isEqualTo(world.hub.url().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\u0014", "\\u001b[31m", "\\u007f", "\\u0085"})
    void refusesControlCharactersInIds(String letter) {
        String id = "a" + letter + "b";

        Answer message = world.send("nowhere", id, "hello");
        Answer callback = world.stranger.post("/webhook-response", World.callback(id, "\"x\""));
        Answer channel =
                world.admin()
                        .post("/channel", World.registration(id, URI.create("https://x.example")));
        Answer account =
                world.admin()
                        .post(
                                "/v1/accounts",
                                "{\"username\":\"%s\",\"password\":\"a long first password\",\"roles\":[\"AGENT\"]}"
                                        .formatted(id));
        Answer parked =
                world.admin()
                        .post(
                                "/v1/parked/redrive",
                                "{\"conversation\":\"session:%s\"}".formatted(id));

        assertThat(message.status()).as(message.body()).isEqualTo(400);
        assertThat(callback.status()).as(callback.body()).isEqualTo(400);
        assertThat(channel.status()).as(channel.body()).isEqualTo(400);
        assertThat(account.status()).as(account.body()).isEqualTo(422);
        assertThat(parked.status()).as(parked.body()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "%1b", "%7F", "%C2%85"})
    void refusesControlCharactersInQueries(String letter) {
        for (String query :
                new String[] {
                    "conversations?id=", "conversations?after=", "parked?conversation="
                }) {
            Answer answer = world.admin().get("/v1/" + query + "session:a" + letter);

            assertThat(answer.status()).as(query + answer.body()).isEqualTo(422);
        }
    }

    @Test
    void tellsOfNoMethodThatIsNotThere() {
        assertThat(ask("OPTIONS", "/nowhere").status()).isEqualTo(404);
        assertThat(ask("OPTIONS", "/webhook/netomi").head()).contains("\r\nAllow: POST\r\n");
        assertThat(ask("OPTIONS", "/livez").head()).contains("\r\nAllow: GET, HEAD\r\n");
        assertThat(preflight("/api/netomi/nowhere").status()).isEqualTo(404);
        assertThat(preflight("/api/netomi/process-message").status()).isEqualTo(204);
    }

    private Raw preflight(String path) {
        return send(
                "OPTIONS "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Origin: https://shop.example\r\nAccess-Control-Request-Method: POST");
    }

    private Raw ask(String method, String path) {
        return send(
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                        + "X-Forwarded-Host: evil.example");
    }

    /// Sends exactly this head, and reads to the end.
    private Raw send(String head) {
        URI hub = world.hub.url();
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(ISO_8859_1));
            return new Raw(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(head, e);
        }
    }

    private record Raw(String text) {

        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String head() {
            return text.substring(0, text.indexOf("\r\n\r\n") + 2);
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }
}
