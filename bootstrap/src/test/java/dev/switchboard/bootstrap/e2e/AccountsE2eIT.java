package dev.switchboard.bootstrap.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Tokens whose account is changed. Each token is used right before, so that the hub has it in
/// memory. The tests have their own hub, because log-ins from one address are limited.
@TestInstance(Lifecycle.PER_CLASS)
class AccountsE2eIT {

    private static final String PASSWORD = "a long first password";

    private World world;
    private String name;
    private HubClient leaver;

    @BeforeAll
    void open(@TempDir Path directory) {
        world = World.open(directory, Map.of());
    }

    @AfterAll
    void close() {
        world.close();
    }

    @BeforeEach
    void workAsAdmin() {
        name = World.fresh("leaver");
        make();
        leaver = logIn();
        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(200);
        assertThat(send(leaver).status()).isEqualTo(400);
    }

    @Test
    void endsTheTokensOfARemovedAccountAtOnce() {
        assertThat(world.admin().delete("/v1/accounts/" + name).status()).isEqualTo(204);

        assertThat(leaver.post("/v1/accounts", account(name + "-2")).status()).isEqualTo(401);
        assertThat(send(leaver).status()).isEqualTo(401);
        assertThat(world.admin().get("/v1/accounts").body()).doesNotContain(name);
    }

    @Test
    void revivesNoTokenForALaterAccountOfTheSameName() {
        world.admin().delete("/v1/accounts/" + name);

        make();

        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(401);
        assertThat(logIn().get("/v1/accounts").status()).isEqualTo(200);
        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(401);
    }

    @Test
    void endsTheTokensOfADemotedAccountAtOnce() {
        Answer demoted =
                world.admin().put("/v1/accounts/" + name + "/roles", "{\"roles\":[\"SERVICE\"]}");

        assertThat(demoted.status()).as(demoted.body()).isEqualTo(204);
        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(401);
        HubClient now = logIn();
        assertThat(now.get("/v1/accounts").status()).isEqualTo(403);
        assertThat(send(now).status()).isEqualTo(400);
        assertThat(world.admin().get("/v1/audit").body())
                .contains("account.change_roles")
                .contains(name);
    }

    @Test
    void endsTheTokensOfWhoBecomesAnotherOfTheirOrganisation() {
        Answer changed =
                world.admin()
                        .put(
                                "/v1/accounts/" + name + "/identity",
                                "{\"org_id\":\"12345\",\"user_id\":67890}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(401);
        assertThat(logIn().get("/v1/accounts").body())
                .contains("\"org_id\":\"12345\",\"user_id\":67890");
    }

    @Test
    void endsTheTokensOfAnAccountWithAnotherPasswordAtOnce() {
        Answer changed =
                leaver.put(
                        "/v1/accounts/" + name + "/password",
                        "{\"password\":\"a long second password\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(leaver.get("/v1/accounts").status()).isEqualTo(401);
        assertThat(logIn("a long second password").get("/v1/accounts").status()).isEqualTo(200);
    }

    @Test
    void provesNothingOnSocketsByATokenThatWasEnded() {
        try (Page before = new Page(world.hub.url(), Map.of("token", token()))) {
            before.awaitEvents("connected", 1);
        }

        world.admin().delete("/v1/accounts/" + name);

        try (Page after = new Page(world.hub.url(), Map.of("token", token()))) {
            after.awaitEvents("refused", 1);
        }
    }

    @Test
    void endsWhatIsOpenWithATokenThatWasEnded() {
        world.admin()
                .put("/v1/accounts/" + name + "/identity", "{\"org_id\":\"12345\",\"user_id\":77}");
        String token = requireNonNull(logIn().token());
        try (OpenLine console = OpenLine.console(world.hub.url(), token);
                OpenLine softphone = OpenLine.softphone(world.hub.url(), token);
                OpenLine customer = OpenLine.customer(world.hub.url(), token)) {

            world.admin().delete("/v1/accounts/" + name);

            console.awaitEnd();
            softphone.awaitEnd();
            customer.awaitEnd();
        }
    }

    @Test
    void endsWhatIsOpenWithAKeyThatIsRevoked() {
        world.admin()
                .put("/v1/accounts/" + name + "/identity", "{\"org_id\":\"12345\",\"user_id\":78}");
        HubClient person = logIn();
        Answer made = key("{\"name\":\"wall board\",\"roles\":[\"AGENT\"]}");
        String key = made.text("/key");
        try (OpenLine console = OpenLine.console(world.hub.url(), key);
                OpenLine softphone = OpenLine.softphone(world.hub.url(), key);
                OpenLine customer = OpenLine.customer(world.hub.url(), key)) {

            Answer revoked =
                    world.admin().delete("/v1/accounts/" + name + "/keys/" + made.text("/id"));

            assertThat(revoked.status()).as(revoked.body()).isEqualTo(204);
            console.awaitEnd();
            softphone.awaitEnd();
            customer.awaitEnd();
        }
        assertThat(world.stranger.withToken(key).get("/v1/user/me").status()).isEqualTo(401);
        assertThat(person.get("/v1/accounts").status()).isEqualTo(200);
        assertThat(world.admin().get("/v1/audit?target=" + name).body())
                .contains("account.create_key", "account.revoke_key")
                .doesNotContain(key);
    }

    @Test
    void keepsAKeyOfAChannelFromOthersAndFromSockets() {
        String key =
                key("{\"name\":\"shop\",\"roles\":[\"ADMIN\"],\"channels\":[\"mine\"]}")
                        .text("/key");
        HubClient shop = world.stranger.withToken(key);

        assertThat(shop.post("/channel/message", World.message("mine", "s", "hi")).status())
                .isEqualTo(400);
        assertThat(shop.post("/channel/message", World.message("others", "s", "hi")).status())
                .isEqualTo(403);
        assertThat(shop.get("/v1/channels/mine").status()).isEqualTo(404);
        assertThat(shop.get("/v1/channels/others").status()).isEqualTo(403);
        assertThat(shop.get("/v1/accounts").status()).isEqualTo(403);
        try (Page page = new Page(world.hub.url(), Map.of("token", key))) {
            page.awaitEvents("refused", 1);
        }
    }

    private Answer key(String wanted) {
        Answer made = world.admin().post("/v1/accounts/" + name + "/keys", wanted);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private String token() {
        return requireNonNull(leaver.token());
    }

    @Test
    void keepsTokensOfOthers() {
        world.admin().delete("/v1/accounts/" + name);

        assertThat(world.admin().get("/v1/accounts").status()).isEqualTo(200);
        assertThat(send(world.service()).status()).isEqualTo(400);
    }

    @Test
    void areInTheAuditWithTheirLogInsAndTheChainHolds() {
        world.stranger.post(
                "/v1/authenticate", "{\"username\":\"" + name + "\",\"password\":\"no\"}");
        world.admin().get("/v1/messages?conversation=session:nobodys");
        world.admin().delete("/v1/accounts/" + name);

        String removed = world.admin().get("/v1/audit?action=account.remove&target=" + name).body();
        assertThat(removed)
                .contains("\"actor\":\"admin\"", "\"address\":\"127.0.0.1\"")
                .doesNotContain("\"request_id\":\"\"");
        assertThat(world.admin().get("/v1/audit?actor=" + name).body())
                .contains("\"action\":\"log_in\"", "\"outcome\":\"done\"", "\"refused\"");
        assertThat(world.admin().get("/v1/audit?actor=switchboard").body())
                .contains("\"action\":\"account.create\"", "\"subject\":\"admin\"");
        assertThat(world.admin().get("/v1/audit?target=session:nobodys").body())
                .contains("\"action\":\"conversation.read\"");
        assertThat(world.admin().get("/v1/audit/export").body().lines())
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.startsWith("{\"id\":\"aud_n"));
        assertThat(world.admin().get("/v1/audit/verify").body())
                .contains("\"intact\":true", "\"unchained\":0");
    }

    private void make() {
        assertThat(world.admin().post("/v1/accounts", account(name)).status()).isEqualTo(201);
    }

    private HubClient logIn() {
        return logIn(PASSWORD);
    }

    private HubClient logIn(String password) {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        Answer answer = world.stranger.post("/v1/authenticate", body);
        return world.stranger.withToken(answer.text("/token"));
    }

    /// Sends to an unknown channel, on a route with its own security chain.
    private static Answer send(HubClient client) {
        return client.post("/channel/message", World.message("nowhere", "nowhere", "hello"));
    }

    private static String account(String name) {
        return "{\"username\":\"%s\",\"password\":\"%s\",\"roles\":[\"ADMIN\"]}"
                .formatted(name, PASSWORD);
    }
}
