package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.domain.identity.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.console.ConsoleProperties;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.KeyCore;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class ConsoleSessionTest {

    private static final String SESSION = "/v1/console/session";
    private static final String ADA = "{\"username\":\"ada\",\"password\":\"right\"}";
    private static final String NONE = "sb_console=";

    private final Hub hub;
    private final KeyCore.Accounts accounts;
    private final FakeAudit audit;

    ConsoleSessionTest(Hub hub, KeyCore.Accounts accounts, FakeAudit audit) {
        this.hub = hub;
        this.accounts = accounts;
        this.audit = audit;
    }

    @BeforeEach
    void withAda() {
        hub.clock().advance(Duration.ofMinutes(2));
        accounts.putAsLoggedIn("ada", AGENT);
        audit.reset();
    }

    private HttpResponse<String> ask(String method, String path, String cookie, String body) {
        HttpRequest.Builder request =
                hub.request(path)
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("X-Console", "1")
                        .header("Cookie", cookie);
        return hub.send(request);
    }

    private HttpResponse<String> signIn() {
        HttpResponse<String> answer = ask("POST", SESSION, NONE, ADA);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<String> renew(String cookie) {
        return ask("POST", SESSION + "/token", cookie, "{}");
    }

    private static String cookie(HttpResponse<String> answer) {
        return setCookie(answer).replaceFirst(";.*", "");
    }

    private static String setCookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String token(HttpResponse<String> answer) {
        return JsonPath.read(answer.body(), "$.token");
    }

    @Test
    void keepsWhatRenewsItFromScriptsAndFromOtherRoutes() {
        HttpResponse<String> answer = signIn();

        assertThat(setCookie(answer))
                .matches(
                        "sb_console=sbc_[0-9A-Za-z]{60}; Path=/v1/console/session; HttpOnly;"
                                + " SameSite=Strict");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).doesNotContain("sbc_");
        HttpRequest.Builder elsewhere = hub.request("/v1/user/me").header("Cookie", cookie(answer));
        assertThat(hub.send(elsewhere).statusCode()).isEqualTo(401);
    }

    @Test
    void goesOnForAShiftWithoutThePassword() {
        HttpResponse<String> first = signIn();
        String ends = JsonPath.read(first.body(), "$.session_ends_at");
        HttpResponse<String> second = first;
        for (int hour = 0; hour < 11; hour++) {
            hub.clock().advance(Duration.ofHours(1));
            second = renew(cookie(second));
        }

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<String>read(second.body(), "$.session_ends_at")).isEqualTo(ends);
        assertThat(hub.sendWith(token(second), "GET", "/v1/user/me", "").statusCode())
                .isNotEqualTo(401);
        hub.clock().advance(Duration.ofHours(1));
        assertThat(renew(cookie(second)).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsThePageWhoIsSignedIn() {
        HttpResponse<String> first = signIn();
        HttpResponse<String> second = renew(cookie(first));

        for (HttpResponse<String> answer : List.of(first, second)) {
            assertThat(JsonPath.<String>read(answer.body(), "$.user.name")).isEqualTo("ada");
            assertThat(JsonPath.<List<String>>read(answer.body(), "$.user.roles"))
                    .containsExactly("AGENT");
        }
    }

    @Test
    void endsWhenACookieIsShownThatWasReplaced() {
        String stolen = cookie(signIn());
        String owners = cookie(renew(stolen));
        hub.clock().advance(Duration.ofSeconds(31));

        assertThat(renew(stolen).statusCode()).isEqualTo(401);

        assertThat(renew(owners).statusCode()).isEqualTo(401);
        assertThat(audit.reads()).containsExactly("ada log_in.reused ada");
    }

    @Test
    void endsWhenNoPageWasOpenForTwoHours() {
        String cookie = cookie(signIn());
        hub.clock().advance(Duration.ofMinutes(119));
        String next = cookie(renew(cookie));
        hub.clock().advance(Duration.ofHours(2));

        assertThat(renew(next).statusCode()).isEqualTo(401);
    }

    @Test
    void endsWithTheSignOut() {
        String cookie = cookie(signIn());

        HttpResponse<String> out = ask("DELETE", SESSION, cookie, "");

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Clear-Site-Data")).hasValue("\"cache\"");
        assertThat(setCookie(out)).startsWith("sb_console=;").contains("Max-Age=0");
        assertThat(renew(cookie).statusCode()).isEqualTo(401);
        assertThat(ask("DELETE", SESSION, NONE, "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/console/session, X-Other, 1",
        "POST, /v1/console/session/token, X-Other, 1",
        "DELETE, /v1/console/session, X-Console, 0",
        "POST, /v1/console/session, Sec-Fetch-Site, cross-site",
        "POST, /v1/console/session/token, Sec-Fetch-Site, same-site",
        "DELETE, /v1/console/session, Sec-Fetch-Site, none"
    })
    void isForTheConsolesOwnPage(String method, String path, String header, String value) {
        String cookie = cookie(signIn());
        HttpRequest.Builder request =
                hub.request(path)
                        .method(method, BodyPublishers.ofString(ADA))
                        .header("Content-Type", "application/json")
                        .header("Cookie", cookie)
                        .header(header, value);
        if (header.startsWith("Sec")) {
            request.header("X-Console", "1");
        }

        assertThat(hub.send(request).statusCode()).isEqualTo(403);

        assertThat(renew(cookie).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"username\":\"ada\"}", "{\"username\":1,\"password\":2}"})
    void refusesWhatIsNoNameAndPassword(String body) {
        assertThat(ask("POST", SESSION, NONE, body).statusCode()).isIn(400, 422);
    }

    @Test
    void limitsWrongPasswordsAsOtherLogInsAre() {
        String wrong = ADA.replace("right", "wrong");
        for (int i = 0; i < 10; i++) {
            assertThat(ask("POST", SESSION, NONE, wrong).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> held = ask("POST", SESSION, NONE, ADA);

        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void existsOnlyWhereThereIsAConsole() {
        ConsoleProperties without =
                new ConsoleProperties(
                        false, Duration.ofHours(1), Duration.ofHours(2), "none", 0, null);

        assertThat(new IdentityWebConfiguration().consoleSessionRoutes(without).lines()).isEmpty();
    }
}
