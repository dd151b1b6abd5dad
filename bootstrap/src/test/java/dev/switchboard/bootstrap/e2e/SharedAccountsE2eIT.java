package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Two hubs that share a MongoDB and their keys: changes at one soon apply at the other.
@TestInstance(Lifecycle.PER_CLASS)
class SharedAccountsE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "a long first password";
    private static final @Nullable String GIVEN = System.getenv("SWITCHBOARD_TEST_MONGODB_URI");

    private final MongoServer inProcess = new MongoServer(new MemoryBackend());
    private HubProcess first;
    private HubProcess second;
    private HubClient admin;

    @BeforeAll
    void open(@TempDir Path directory) {
        Map<String, String> settings =
                Map.of(
                        "SWITCHBOARD_MONGODB_URI",
                        uri(),
                        "SWITCHBOARD_ADMIN_PASSWORD",
                        World.ADMIN_PASSWORD);
        first = new HubProcess(QuickStart.program(), directory, settings);
        second = new HubProcess(QuickStart.program(), directory, settings);
        first.start();
        second.start();
        admin = HubClient.strangerAt(first.url()).logIn("admin", World.ADMIN_PASSWORD);
    }

    @AfterAll
    void close() {
        first.close();
        second.close();
        inProcess.shutdownNow();
    }

    private String uri() {
        String database = "accounts_" + UUID.randomUUID().toString().replace("-", "");
        if (GIVEN == null || GIVEN.isBlank()) {
            return "mongodb://127.0.0.1:" + inProcess.bind().getPort() + "/" + database;
        }
        return GIVEN.replaceFirst("(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + database);
    }

    @Test
    void endsTokensAtTheOtherHubToo() {
        for (String name : new String[] {"removed", "demoted", "renewed"}) {
            make(name);
        }
        HubClient removed = atBoth("removed");
        HubClient demoted = atBoth("demoted");
        HubClient renewed = atBoth("renewed");

        admin.delete("/v1/accounts/removed");
        make("removed");
        admin.put("/v1/accounts/demoted/roles", "{\"roles\":[\"SERVICE\"]}");
        admin.put("/v1/accounts/renewed/password", "{\"password\":\"a long second password\"}");

        for (HubClient client : new HubClient[] {removed, demoted, renewed}) {
            await().atMost(SOON).until(() -> status(client) == 401);
        }
        assertThat(status(atSecond(admin))).isEqualTo(200);
    }

    /// A token of one hub works at the other at once, without waiting for its next read.
    @Test
    void takesATokenOfTheOtherHubAtOnce() {
        make("fresh");

        HubClient fresh = HubClient.strangerAt(first.url()).logIn("fresh", PASSWORD);

        assertThat(status(atSecond(fresh))).isEqualTo(200);
    }

    /// Tests every kind of change, at this hub and at the other one.
    @Test
    void endsWhatIsOpenWithThem() {
        List<OpenLine> lines = new ArrayList<>();
        int user = 100;
        for (String name :
                new String[] {"open-removed", "open-demoted", "open-renewed", "open-ended"}) {
            make(name);
            admin.put(
                    "/v1/accounts/" + name + "/identity",
                    "{\"org_id\":\"12345\",\"user_id\":%d}".formatted(user++));
            String token = String.valueOf(atBoth(name).token());
            for (URI hub : new URI[] {first.url(), second.url()}) {
                lines.add(OpenLine.console(hub, token));
                lines.add(OpenLine.softphone(hub, token));
                lines.add(OpenLine.customer(hub, token));
            }
        }
        make("open-other");
        OpenLine other =
                OpenLine.console(second.url(), String.valueOf(atBoth("open-other").token()));

        admin.delete("/v1/accounts/open-removed");
        admin.put("/v1/accounts/open-demoted/roles", "{\"roles\":[\"AGENT\"]}");
        admin.put(
                "/v1/accounts/open-renewed/password", "{\"password\":\"a long second password\"}");
        admin.delete("/v1/accounts/open-ended/log-ins");

        lines.forEach(OpenLine::awaitEnd);
        assertThat(other.isOpen()).isTrue();
        lines.forEach(OpenLine::close);
        other.close();
    }

    private void make(String name) {
        String account =
                "{\"username\":\"%s\",\"password\":\"%s\",\"roles\":[\"ADMIN\"]}"
                        .formatted(name, PASSWORD);
        assertThat(admin.post("/v1/accounts", account).status()).isEqualTo(201);
    }

    /// A client that the second hub has already accepted.
    private HubClient atBoth(String name) {
        HubClient client = atSecond(HubClient.strangerAt(first.url()).logIn(name, PASSWORD));
        assertThat(status(client)).isEqualTo(200);
        return client;
    }

    private HubClient atSecond(HubClient client) {
        return HubClient.strangerAt(second.url()).withToken(client.token());
    }

    private static int status(HubClient client) {
        return client.get("/v1/accounts").status();
    }
}
