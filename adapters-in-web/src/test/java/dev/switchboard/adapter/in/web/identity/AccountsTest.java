package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeManageAccounts;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class AccountsTest {

    private static final String BRIDGE =
            "{\"username\":\"bridge\",\"password\":\"twelve chars\",\"roles\":[\"SERVICE\"]}";

    private static final String ANN =
            "{\"username\":\"ann\",\"password\":\"twelve chars\",\"roles\":[\"AGENT\"],"
                    + "\"org_id\":\"12345\",\"user_id\":67890}";

    private final Hub hub;
    private final FakeManageAccounts accounts;
    private final FakeAudit audit;

    AccountsTest(Hub hub, FakeManageAccounts accounts, FakeAudit audit) {
        this.hub = hub;
        this.accounts = accounts;
        this.audit = audit;
    }

    @BeforeEach
    void withRootAlone() {
        accounts.reset();
        audit.reset();
    }

    @Test
    void listsNamesAndRolesWithoutHashes() {
        var answer = hub.get("/v1/accounts", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"items\":[{\"username\":\"root\",\"version\":\"r-1\",\"roles\":[\"ADMIN\"],"
                                + "\"org_id\":null,\"user_id\":null,\"client\":null,"
                                + "\"created_at\":\"2026-01-31T12:00:00Z\"}]}");
    }

    @Test
    void makesAnAccountAndKeepsARecordOfIt() {
        var answer = hub.post("/v1/accounts", BRIDGE, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/accounts/bridge");
        assertThat(accounts.get("bridge").roles()).containsExactly(Role.SERVICE);
        assertThat(audit.lines()).containsExactly("tester account.create bridge SERVICE");
    }

    @Test
    void makesAnAccountOfAnOrganisation() {
        var answer = hub.post("/v1/accounts", ANN, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(accounts.get("ann").identity()).isEqualTo(new OrgIdentity("12345", 67890));
        assertThat(audit.lines())
                .containsExactly("tester account.create ann AGENT org 12345 user 67890");
        assertThat(hub.get("/v1/accounts", ADMIN).body())
                .contains("\"org_id\":\"12345\",\"user_id\":67890");
    }

    @Test
    void makesAnAccountOfAClient() {
        String body = BRIDGE.replace("{", "{\"client\":\"acme\",");

        var answer = hub.post("/v1/accounts", body, ADMIN);
        var refused = hub.post("/v1/accounts", ANN.replace("{", "{\"client\":\"a b\","), ADMIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(accounts.get("bridge").client()).isEqualTo("acme");
        assertThat(audit.lines())
                .containsExactly("tester account.create bridge SERVICE client acme");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"client\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "org_id":"12345"                             | user_id
                    "user_id":67890                              | org_id
                    "org_id":12345,"user_id":67890               | org_id
                    "org_id":"12 345","user_id":67890            | org_id
                    "org_id":"12345","user_id":"67890"           | user_id
                    "org_id":"12345","user_id":0                 | user_id
                    "org_id":"12345","user_id":1.5               | user_id
                    "org_id":"12345","user_id":9007199254740992  | user_id
                    """)
    void refusesWhoNobodyCanBe(String identity, String field) {
        String body = BRIDGE.replace("\"roles\"", identity + ",\"roles\"");

        var made = hub.post("/v1/accounts", body, ADMIN);
        var changed = hub.send("PUT", "/v1/accounts/root/identity", "{" + identity + "}", ADMIN);

        assertThat(made.statusCode()).isEqualTo(422);
        assertThat(made.body()).contains("\"field\":\"" + field + "\"");
        assertThat(changed.statusCode()).isEqualTo(422);
        assertThat(changed.body()).contains("\"field\":\"" + field + "\"");
        assertThat(accounts.list()).hasSize(1);
    }

    @Test
    void changesWhoAnAccountIs() {
        hub.post("/v1/accounts", ANN, ADMIN);
        String other = "{\"org_id\":\"999\",\"user_id\":1}";

        var answer = hub.send("PUT", "/v1/accounts/ann/identity", other, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(accounts.get("ann").identity()).isEqualTo(new OrgIdentity("999", 1));
        assertThat(audit.lines())
                .last()
                .isEqualTo("tester account.change_identity ann org 999 user 1");
        assertThat(hub.send("PUT", "/v1/accounts/ann/identity", "{}", ADMIN).statusCode())
                .isEqualTo(204);
        assertThat(accounts.get("ann").identity()).isNull();
        assertThat(hub.send("PUT", "/v1/accounts/bob/identity", "{}", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(
                        hub.send("PUT", "/v1/accounts/ann/identity", "{\"roles\":[]}", ADMIN)
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void changesWhoseUsersAnAccountMayActOn() {
        hub.post("/v1/accounts", ANN, ADMIN);

        var answer = hub.send("PUT", "/v1/accounts/ann/client", "{\"client\":\"acme\"}", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(accounts.get("ann").client()).isEqualTo("acme");
        assertThat(audit.lines()).last().isEqualTo("tester account.change_client ann acme");
        assertThat(hub.get("/v1/accounts", ADMIN).body()).contains("\"client\":\"acme\"");
        assertThat(
                        hub.send("PUT", "/v1/accounts/ann/client", "{\"client\":\"a b\"}", ADMIN)
                                .statusCode())
                .isEqualTo(422);
        assertThat(hub.send("PUT", "/v1/accounts/ann/client", "{}", ADMIN).statusCode())
                .isEqualTo(204);
        assertThat(accounts.get("ann").client()).isNull();
    }

    @Test
    void makesNoAccountTwice() {
        hub.post("/v1/accounts", BRIDGE, ADMIN);

        var again = hub.post("/v1/accounts", BRIDGE, ADMIN);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(audit.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"password":"twelve chars","roles":["SERVICE"]}                  | username
                    {"username":"a b","password":"twelve chars","roles":["SERVICE"]} | username
                    {"username":"bridge","roles":["SERVICE"]}                        | password
                    {"username":"bridge","password":"short","roles":["SERVICE"]}     | password
                    {"username":"bridge","password":"twelve chars"}                  | roles
                    {"username":"bridge","password":"twelve chars","roles":["KING"]} | roles
                    {"username":"bridge","password":"twelve chars","roles":"ADMIN"}  | roles
                    {"username":"bridge","admin":true}                               | admin
                    """)
    void refusesWhatMakesNoAccount(String body, String field) {
        var answer = hub.post("/v1/accounts", body, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(accounts.list()).hasSize(1);
    }

    @Test
    void namesTheRolesThatThereAre() {
        var answer = hub.post("/v1/accounts", BRIDGE.replace("SERVICE", "KING"), ADMIN);

        assertThat(Role.values())
                .allSatisfy(role -> assertThat(answer.body()).contains(role.name()));
    }

    @Test
    void changesAPassword() {
        var answer =
                hub.send(
                        "PUT",
                        "/v1/accounts/root/password",
                        "{\"password\":\"another one of twelve\"}",
                        ADMIN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(accounts.get("root").passwordHash().reveal()).isEqualTo("another one of twelve");
        assertThat(audit.lines()).containsExactly("tester account.change_password root");
    }

    @Test
    void knowsNoAccountToChange() {
        var answer =
                hub.send(
                        "PUT",
                        "/v1/accounts/nobody/password",
                        "{\"password\":\"another one of twelve\"}",
                        ADMIN);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void changesRoles() {
        hub.post("/v1/accounts", BRIDGE, ADMIN);

        var answer =
                hub.send(
                        "PUT",
                        "/v1/accounts/bridge/roles",
                        "{\"roles\":[\"YALO\",\"AGENT\"]}",
                        ADMIN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(accounts.get("bridge").roles()).containsExactlyInAnyOrder(Role.AGENT, Role.YALO);
        assertThat(audit.lines()).last().isEqualTo("tester account.change_roles bridge YALO AGENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bridge | {"roles":["KING"]}                  | 422
                    bridge | {"roles":[]}                        | 422
                    bridge | {"roles":"ADMIN"}                   | 422
                    bridge | {}                                  | 422
                    bridge | {"roles":["AGENT"],"password":"x"}  | 422
                    nobody | {"roles":["AGENT"]}                 | 404
                    root   | {"roles":["AGENT"]}                 | 409
                    """)
    void refusesOtherRoles(String username, String body, int status) {
        hub.post("/v1/accounts", BRIDGE, ADMIN);

        var answer = hub.send("PUT", "/v1/accounts/" + username + "/roles", body, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(accounts.get("bridge").roles()).containsExactly(Role.SERVICE);
        assertThat(audit.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    password | {"password":"another one of twelve"}
                    roles    | {"roles":["YALO"]}
                    identity | {"org_id":"999","user_id":1}
                    client   | {"client":"acme"}
                    """)
    void changesTheVersionThatIsMeantAndNoOther(String part, String body) {
        hub.post("/v1/accounts", BRIDGE, ADMIN);
        String path = "/v1/accounts/bridge/" + part;
        String admin = hub.token(ADMIN);
        audit.reset();

        var listed = hub.get("/v1/accounts", ADMIN).body();
        var first = hub.sendWith(admin, "PUT", path, body, "If-Match", "\"r-1\"");
        var stale = hub.sendWith(admin, "PUT", path, body, "If-Match", "\"r-1\"");
        var any = hub.sendWith(admin, "PUT", path, body, "If-Match", "*");
        var without = hub.send("PUT", path, body, ADMIN);
        var odd = hub.sendWith(admin, "PUT", path, body, "If-Match", "r-4");

        assertThat(listed).contains("\"username\":\"bridge\",\"version\":\"r-1\"");
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("ETag")).hasValue("\"r-2\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(any.headers().firstValue("ETag")).hasValue("\"r-3\"");
        assertThat(without.headers().firstValue("ETag")).hasValue("\"r-4\"");
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(audit.lines()).hasSize(3);
    }

    @Test
    void removesAnAccountOnce() {
        hub.post("/v1/accounts", BRIDGE, ADMIN);

        assertThat(hub.send("DELETE", "/v1/accounts/bridge", "", ADMIN).statusCode())
                .isEqualTo(204);
        assertThat(hub.send("DELETE", "/v1/accounts/bridge", "", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(audit.lines()).last().isEqualTo("tester account.remove bridge");
    }

    @Test
    void namesEveryFieldOfAnAccountThatIsWrong() {
        var refused =
                hub.post(
                        "/v1/accounts",
                        "{\"username\":\"a b\",\"roles\":[\"KING\"],\"user_id\":7,\"colour\":1}",
                        Role.ADMIN);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "\"field\":\"colour\"",
                        "\"field\":\"username\"",
                        "\"field\":\"password\"",
                        "\"field\":\"roles\"",
                        "\"field\":\"org_id\"");
    }

    @Test
    void keepsTheLastAdmin() {
        var answer = hub.send("DELETE", "/v1/accounts/root", "", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(409);
    }
}
