package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.KeyCore;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.Username;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class LogInsTest {

    private static final String NEW =
            "{\"username\":\"ada\",\"password\":\"right\",\"refresh\":true}";
    private static final String REFRESH = "/v1/authenticate/refresh";

    private final Hub hub;
    private final KeyCore.Accounts accounts;
    private final FakeAudit audit;

    LogInsTest(Hub hub, KeyCore.Accounts accounts, FakeAudit audit) {
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

    private String begin() {
        var answer = hub.post("/v1/authenticate", NEW);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return refreshToken(answer);
    }

    private static String refreshToken(HttpResponse<String> answer) {
        return JsonPath.read(answer.body(), "$.refresh_token");
    }

    private HttpResponse<String> renew(String token) {
        return hub.post(REFRESH, body(token));
    }

    private static String body(String token) {
        return "{\"refresh_token\":\"" + token + "\"}";
    }

    @Test
    void goesOnWithoutThePassword() {
        var first = renew(begin());
        var second = renew(refreshToken(first));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(second.body()).contains("\"log_in_ends_at\":");
        String access = JsonPath.read(second.body(), "$.token");
        assertThat(hub.sendWith(access, "GET", "/v1/user/me", "").statusCode()).isNotEqualTo(401);
    }

    @Test
    void tellsALostAnswerAgainAndEndsAStolenLogIn() {
        String first = begin();
        String second = refreshToken(renew(first));
        hub.clock().advance(Duration.ofSeconds(30));
        assertThat(refreshToken(renew(first))).isEqualTo(second);

        hub.clock().advance(Duration.ofSeconds(1));
        var stolen = renew(first);

        assertThat(stolen.statusCode()).isEqualTo(401);
        assertThat(stolen.body()).contains("\"code\":1100").doesNotContain(first);
        assertThat(renew(second).statusCode()).isEqualTo(401);
        assertThat(audit.reads()).containsExactly("ada log_in.reused ada");
    }

    @Test
    void endsByALogOut() {
        String token = begin();

        assertThat(hub.post("/v1/authenticate/log-out", body(token)).statusCode()).isEqualTo(204);
        assertThat(hub.post("/v1/authenticate/log-out", body(token)).statusCode()).isEqualTo(204);

        assertThat(renew(token).statusCode()).isEqualTo(401);
    }

    @Test
    void isListedAndEndedByItselfByTheOwnerOrAnAdmin() {
        String first = begin();
        hub.clock().advance(Duration.ofSeconds(1));
        String second = begin();
        String own = hub.token(new Username("ada"), null, AGENT);
        String foreign = hub.token(new Username("eve"), null, AGENT);
        String path = "/v1/accounts/ada/log-ins";

        String listed = hub.sendWith(own, "GET", path, "").body();
        assertThat(hub.sendWith(foreign, "GET", path, "").statusCode()).isEqualTo(403);
        assertThat(hub.send("GET", "/v1/accounts/nobody/log-ins", "", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(JsonPath.<List<String>>read(listed, "$.items[*].begun_at"))
                .hasSizeGreaterThanOrEqualTo(2)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(listed).doesNotContain(first, second, "hash", "salt");
        String id = JsonPath.read(listed, "$.items[1].id");
        String older = path + "/" + id;
        assertThat(hub.sendWith(foreign, "DELETE", older, "").statusCode()).isEqualTo(403);
        assertThat(hub.send("DELETE", older.replace("ada", "eve"), "", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(hub.send("DELETE", older, "", ADMIN).statusCode()).isEqualTo(204);
        assertThat(hub.send("DELETE", older, "", ADMIN).statusCode()).isEqualTo(404);

        assertThat(renew(first).statusCode()).isEqualTo(401);
        assertThat(renew(second).statusCode()).isEqualTo(200);
        assertThat(audit.lines()).containsExactly("tester account.end_log_in ada " + id);
    }

    @Test
    void endsForAllByTheOwnerOrAnAdmin() {
        String token = begin();
        String own = hub.token(new Username("ada"), null, AGENT);
        String foreign = hub.token(new Username("eve"), null, AGENT);
        String path = "/v1/accounts/ada/log-ins";

        assertThat(hub.sendWith(foreign, "DELETE", path, "").statusCode()).isEqualTo(403);
        assertThat(hub.sendWith(own, "DELETE", path, "").statusCode()).isEqualTo(204);

        assertThat(renew(token).statusCode()).isEqualTo(401);
        assertThat(hub.send("DELETE", path, "", ADMIN).statusCode()).isEqualTo(204);
        assertThat(hub.send("DELETE", "/v1/accounts/nobody/log-ins", "", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(audit.lines())
                .containsExactly("ada account.end_log_ins ada", "tester account.end_log_ins ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"refresh_token\":7}", "{\"refresh_token\":\"a\",\"b\":1}"})
    void refusesWhatIsNoToken(String body) {
        assertThat(hub.post(REFRESH, body).statusCode()).isIn(400, 422);
        assertThat(hub.post("/v1/authenticate/log-out", body).statusCode()).isIn(400, 422);
    }

    @Test
    void countsBadTokensAsWrongPasswords() {
        String good = refreshToken(renew(begin()));
        String unused = begin();
        for (int i = 0; i < 30; i++) {
            assertThat(renew("sbr_" + i).statusCode()).isEqualTo(401);
        }

        var held = renew(unused);

        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(renew(good).statusCode()).isEqualTo(200);
    }
}
