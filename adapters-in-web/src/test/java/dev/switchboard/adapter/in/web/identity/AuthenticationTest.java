package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class AuthenticationTest {

    private static final String WRONG = "{\"ErrorDescription\":\"Invalid credentials.\"}";

    private final Hub hub;

    AuthenticationTest(Hub hub) {
        this.hub = hub;
    }

    @BeforeEach
    void afterAQuietMinute() {
        hub.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void tradesAPasswordForAToken() {
        var answer = logIn("ada", "right");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"token\":\"a-token\"}");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void readsAnyContentTypeAsJson() {
        var request =
                hub.request("/v1/authenticate")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(credentials("ada", "right")));

        assertThat(hub.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void saysTheSameOfAnUnknownUserAndAWrongPassword() {
        var unknown = logIn("bob", "right");
        var wrong = logIn("ada", "wrong");

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(WRONG);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{\"username\":\"ada\"}",
                "{\"password\":\"right\"}",
                "{\"username\":521,\"password\":\"right\"}",
                "{\"username\":\"ada\",\"password\":null}",
                "{\"username\":\"ada\",\"username\":\"bob\",\"password\":\"right\"}"
            })
    void refusesWhatItCannotRead(String body) {
        var answer = hub.post("/v1/authenticate", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"ErrorDescription\":\"Invalid payload received : error decode body"
                                + " request\"}");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var answer = logIn("ada", "x".repeat(1024 * 1024));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .isEqualTo("{\"ErrorDescription\":\"Invalid payload received : body too large\"}");
    }

    @Test
    void countsNoRightPassword() {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn("ada", "right").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesTheEleventhWrongTryOfAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(logIn("ada", "wrong").statusCode()).isEqualTo(401);
        }

        var eleventh = logIn("ada", "right");

        assertThat(eleventh.statusCode()).isEqualTo(429);
        assertThat(eleventh.body())
                .isEqualTo("{\"ErrorDescription\":\"Too many log-in attempts.\"}");
        assertThat(eleventh.headers().firstValue("Retry-After")).hasValue("6");

        hub.clock().advance(Duration.ofSeconds(6));

        assertThat(logIn("ada", "right").statusCode()).isEqualTo(200);
    }

    @Test
    void letsNobodyTryAHundredNames() {
        long refused =
                IntStream.range(0, 100)
                        .map(i -> logIn("user-" + i, "wrong").statusCode())
                        .filter(status -> status == 429)
                        .count();

        assertThat(refused).isEqualTo(70);
    }

    private HttpResponse<String> logIn(String username, String password) {
        return hub.post("/v1/authenticate", credentials(username, password));
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }
}
