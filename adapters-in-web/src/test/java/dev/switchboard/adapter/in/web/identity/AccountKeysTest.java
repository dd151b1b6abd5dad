package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static dev.switchboard.domain.identity.Role.YALO;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.KeyCore;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of accounts, through the real chain. Channels are away here: 503 means that a caller has
/// reached them.
@WebTest
class AccountKeysTest {

    private static final String KEYS = "/v1/accounts/shop/keys";
    private static final String MESSAGE =
            "{\"channel_id\":\"%s\",\"session_id\":\"s\",\"message\":1}";
    private static final KeyScope FRONT = new KeyScope.Channels(Set.of(new ChannelId("front")));

    private final Hub hub;
    private final KeyCore.Accounts accounts;
    private final FakeAudit audit;

    AccountKeysTest(Hub hub, KeyCore.Accounts accounts, FakeAudit audit) {
        this.hub = hub;
        this.accounts = accounts;
        this.audit = audit;
    }

    @BeforeEach
    void withAShop() {
        hub.clock().advance(Duration.ofMinutes(1));
        accounts.put("shop", null, SERVICE, AGENT);
        audit.reset();
    }

    private HttpResponse<String> call(String key, String method, String path, String body) {
        return hub.sendWith(key, method, path, body);
    }

    private String key(KeyScope scope, Role... roles) {
        return accounts.key("shop", scope, roles).text().reveal();
    }

    @Test
    void showsAKeyOnceWhenItIsMade() {
        var made =
                hub.post(
                        KEYS,
                        "{\"name\":\"nightly\",\"roles\":[\"SERVICE\"],\"channels\":[\"front\"]}",
                        ADMIN);
        String key = JsonPath.read(made.body(), "$.key");
        String id = JsonPath.read(made.body(), "$.id");
        var listed = hub.get(KEYS, ADMIN);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(made.headers().firstValue("Location")).hasValue(KEYS + "/" + id);
        assertThat(MarkedSecret.parse(Mark.API_KEY, key))
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(id));
        assertThat(listed.body())
                .contains("\"id\":\"" + id, "\"prefix\":\"sbk_" + id, "\"name\":\"nightly\"")
                .contains("\"roles\":[\"SERVICE\"],\"channels\":[\"front\"],\"client\":null")
                .contains("\"last_used_at\":null")
                .doesNotContain(key, MarkedSecret.parse(Mark.API_KEY, key).orElseThrow().hash());
        assertThat(audit.lines())
                .containsExactly("tester account.create_key shop " + id + " SERVICE for front");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"roles":["SERVICE"]}                                                        | name
                    {"name":" ","roles":["SERVICE"]}                                             | name
                    {"name":"a"}                                                                 | roles
                    {"name":"a","roles":[]}                                                      | roles
                    {"name":"a","roles":["KING"]}                                                | roles
                    {"name":"a","roles":["SERVICE","ADMIN"]}                                     | roles
                    {"name":"a","roles":["SERVICE"],"channels":[]}                               | channels
                    {"name":"a","roles":["SERVICE"],"channels":["a/b"]}                          | channels
                    {"name":"a","roles":["SERVICE"],"client":"acme"}                             | client
                    {"name":"a","roles":["SERVICE"],"channels":["c"],"client":"acme"}            | client
                    {"name":"a","roles":["SERVICE"],"expires_at":"2020-01-01T00:00:00Z"}         | expires_at
                    {"name":"a","roles":["SERVICE"],"expires_at":"2126-01-01T00:00:00Z"}         | expires_at
                    {"name":"a","roles":["SERVICE"],"expires_at":"soon"}                         | expires_at
                    {"name":"a","roles":["SERVICE"],"colour":1}                                  | colour
                    """)
    void makesNoKeyThatIsMoreThanItsAccount(String body, String field) {
        var refused = hub.post(KEYS, body, ADMIN);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"" + field + "\"");
        assertThat(hub.get(KEYS, ADMIN).body()).isEqualTo("{\"items\":[]}");
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void makesNoKeyForNobodyAndNoTwentyFirst() {
        String body = "{\"name\":\"a\",\"roles\":[\"AGENT\"]}";
        IntStream.range(0, 20)
                .forEach(_ -> assertThat(hub.post(KEYS, body, ADMIN).statusCode()).isEqualTo(201));

        assertThat(hub.post(KEYS, body, ADMIN).statusCode()).isEqualTo(409);
        assertThat(hub.post("/v1/accounts/nobody/keys", body, ADMIN).statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/accounts/nobody/keys", ADMIN).statusCode()).isEqualTo(404);
    }

    @Test
    void letsAnAccountSeeAndRevokeItsOwnKeysAlone() {
        ApiKey key = accounts.key("shop", KeyScope.everything(), SERVICE).key();
        String own = hub.token(new Username("shop"), null, SERVICE);
        String foreign = hub.token(new Username("other"), null, SERVICE);

        assertThat(call(foreign, "GET", KEYS, "").statusCode()).isEqualTo(403);
        assertThat(call(foreign, "DELETE", KEYS + "/" + key.id(), "").statusCode()).isEqualTo(403);
        assertThat(call(own, "POST", KEYS, "{}").statusCode()).isEqualTo(403);
        assertThat(call(own, "GET", KEYS, "").body()).contains(key.id());
        assertThat(call(own, "DELETE", KEYS + "/" + key.id(), "").statusCode()).isEqualTo(204);
        assertThat(call(own, "DELETE", KEYS + "/" + key.id(), "").statusCode()).isEqualTo(404);

        assertThat(audit.lines()).last().isEqualTo("shop account.revoke_key shop " + key.id());
    }

    @Test
    void takesAKeyWhereverATokenIsTaken() {
        String key = key(KeyScope.everything(), SERVICE);
        String body = MESSAGE.formatted("front");

        assertThat(call(key, "GET", "/v1/tokens/check", "").body())
                .isEqualTo("{\"username\":\"shop\",\"role\":\"SERVICE\"}");
        assertThat(call(key, "POST", "/channel/message", body).statusCode()).isEqualTo(503);
        assertThat(call(key, "GET", "/v1/accounts", "").statusCode()).isEqualTo(403);
        assertThat(call(key, "GET", "/api/conversations", "").statusCode()).isEqualTo(403);
    }

    @Test
    void readsTheStoreOnceForManyRequests() {
        String key = key(KeyScope.everything(), SERVICE);
        call(key, "GET", "/v1/tokens/check", "");
        int reads = accounts.reads();

        IntStream.range(0, 20).forEach(_ -> call(key, "GET", "/v1/tokens/check", ""));

        assertThat(accounts.reads()).isEqualTo(reads);
    }

    @Test
    void takesNoKeyInAnAddress() {
        String key = key(KeyScope.everything(), SERVICE);

        var answer = hub.get("/v1/tokens/check?token=" + key);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void endsAKeyAtOnceWhenItIsRevokedOrExpires() {
        var revoked = accounts.key("shop", KeyScope.everything(), SERVICE);
        String other = key(KeyScope.everything(), SERVICE);
        assertThat(check(revoked.text().reveal())).isEqualTo(200);
        assertThat(check(other)).isEqualTo(200);

        accounts.revoke("shop", revoked.key());

        assertThat(check(revoked.text().reveal())).isEqualTo(401);
        assertThat(check(other)).isEqualTo(200);
        hub.clock().advance(Duration.ofDays(365));
        assertThat(check(other)).isEqualTo(401);
    }

    private int check(String key) {
        return call(key, "GET", "/v1/tokens/check", "").statusCode();
    }

    @Test
    void shrinksWithItsAccount() {
        String key = key(KeyScope.everything(), SERVICE, AGENT);
        assertThat(check(key)).isEqualTo(200);

        accounts.change("shop", AGENT);

        assertThat(check(key)).isEqualTo(403);
        assertThat(call(key, "GET", "/v1/user/me", "").statusCode()).isNotEqualTo(401);
        accounts.change("shop", YALO);
        assertThat(check(key)).isEqualTo(401);
        accounts.change("shop", SERVICE);
        assertThat(check(key)).isEqualTo(200);
        hub.clock().advance(Duration.ofMillis(1));
        accounts.put("shop", null, SERVICE, AGENT);
        assertThat(check(key)).isEqualTo(401);
    }

    @Test
    void tellsAnUnknownKeyFromNoOtherBadToken() {
        String unknown = MarkedSecret.of(Mark.API_KEY, new byte[8], new byte[32]).whole().reveal();
        String mistyped = unknown.substring(0, unknown.length() - 1) + "x";
        var revoked = accounts.key("shop", KeyScope.everything(), SERVICE);
        accounts.revoke("shop", revoked.key());

        var jwt = call("abc", "GET", "/v1/tokens/check", "");

        for (String bad : new String[] {unknown, mistyped, revoked.text().reveal()}) {
            var answer = call(bad, "GET", "/v1/tokens/check", "");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(jwt.body());
            assertThat(call(bad, "POST", "/channel/message", "{}").statusCode()).isEqualTo(401);
            assertThat(call(bad, "GET", "/api/netomi/test-connection", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void looksAtNoFurtherKeyOfANetworkThatTriedManyButAtThoseThatWereGood() {
        String used = key(KeyScope.everything(), SERVICE);
        String unused = key(KeyScope.everything(), SERVICE);
        assertThat(check(used)).isEqualTo(200);
        for (int i = 0; i < 30; i++) {
            assertThat(
                            check(
                                    MarkedSecret.of(
                                                    Mark.API_KEY,
                                                    new byte[] {(byte) i},
                                                    new byte[32])
                                            .whole()
                                            .reveal()))
                    .isEqualTo(401);
        }

        var held = call(unused, "GET", "/v1/tokens/check", "");
        var heldOnTheShortWay = call(unused, "POST", "/channel/message", "{}");

        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(heldOnTheShortWay.statusCode()).isEqualTo(429);
        assertThat(heldOnTheShortWay.body()).startsWith("{\"success\":false,\"error\":");
        assertThat(check(used)).isEqualTo(200);
        hub.clock().advance(Duration.ofMinutes(1));
        assertThat(check(used)).isEqualTo(200);
        assertThat(check(unused)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /channel/%s",
        "PUT,    /channel/%s",
        "DELETE, /channel/%s",
        "GET,    /v1/channels/%s",
        "POST,   /v1/channels/%s/verify",
        "POST,   /v1/channels/%s/secrets/rotate",
        "PUT,    /v1/channels/%s/status",
        "GET,    /v1/channels/%s/deliveries",
        "POST,   /v1/channels/%s/deliveries/redrive",
        "POST,   /v1/channels/%s/deliveries/msg_00000000000000000000000000000001/redrive",
        "POST,   /v1/channels/%s/replay",
        "GET,    /v1/channels/%s/stats"
    })
    void confinesAKeyToItsChannels(String method, String path) {
        accounts.put("boss", null, ADMIN);
        String key = accounts.key("boss", FRONT, ADMIN).text().reveal();

        var own = call(key, method, path.formatted("front"), "{}");
        var other = call(key, method, path.formatted("back"), "{}");
        var disguised = call(key, method, path.formatted("%66ront2"), "{}");

        assertThat(own.statusCode()).isNotIn(401, 403);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(disguised.statusCode()).isEqualTo(403);
    }

    @Test
    void confinesAKeyToMessagesOfItsChannelsInTheWordsOfTheirFamily() {
        String key = key(FRONT, SERVICE);

        var own = call(key, "POST", "/channel/message", MESSAGE.formatted("front"));
        var other = call(key, "POST", "/channel/message", MESSAGE.formatted("back"));
        var throughMvc =
                hub.sendWith(
                        key,
                        "POST",
                        "/channel/message",
                        MESSAGE.formatted("back"),
                        "Accept",
                        "text/html, application/json");

        assertThat(check(key)).isEqualTo(200);
        assertThat(own.statusCode()).isEqualTo(503);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).isEqualTo("{\"success\":false,\"error\":\"Forbidden\"}");
        assertThat(throughMvc.statusCode()).isEqualTo(403);
        assertThat(throughMvc.body()).isEqualTo(other.body());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /channel",
        "POST, /channels",
        "GET,  /v1/channels",
        "GET,  /v1/accounts",
        "POST, /v1/accounts/boss/keys",
        "GET,  /v1/accounts/boss/keys",
        "GET,  /v1/user/me",
        "GET,  /v1/parked",
        "GET,  /v1/conversations",
        "GET,  /v1/chats/1",
        "GET,  /api/netomi/test-connection",
        "POST, /api/netomi/process-message",
        "POST, /api/netomi/refresh-token",
        "GET,  /operated/anything"
    })
    void refusesAKeyOfAChannelWhereverNoChannelIsNamed(String method, String path) {
        accounts.put("boss", null, ADMIN, SERVICE);
        String key = accounts.key("boss", FRONT, ADMIN, SERVICE).text().reveal();

        assertThat(call(key, method, path, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void confinesAKeyToItsClient() {
        accounts.put("bot", "elektra", YALO, SERVICE);
        String key =
                accounts.key("bot", new KeyScope.Client("elektra"), YALO, SERVICE).text().reveal();

        assertThat(call(key, "GET", "/v1/chats/521", "").statusCode()).isEqualTo(404);
        assertThat(call(key, "GET", "/v1/tokens/check", "").statusCode()).isEqualTo(200);
        assertThat(call(key, "GET", "/channel/front", "").statusCode()).isEqualTo(403);
        assertThat(call(key, "POST", "/channel/message", MESSAGE.formatted("front")).statusCode())
                .isEqualTo(403);
        assertThat(call(key, "GET", "/api/conversations", "").statusCode()).isEqualTo(403);
        assertThat(call(key, "POST", "/api/netomi/refresh-token", "").statusCode()).isEqualTo(403);
    }
}
