package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Two hubs that share a MongoDB and their keys: a hub that takes over knows every token, and which
/// of them have ended.
@Tag("nightly")
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
        first = new HubProcess(QuickStart.on(settings), directory, settings);
        second = new HubProcess(QuickStart.on(settings), directory, settings);
        first.start();
        second.spawn();
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
    void keepsTokensAndTheirEndsWhenTheOtherHubTakesOver() {
        for (String name : new String[] {"removed", "demoted", "renewed", "kept"}) {
            make(name);
        }
        HubClient removed = logIn("removed");
        HubClient demoted = logIn("demoted");
        HubClient renewed = logIn("renewed");
        HubClient kept = logIn("kept");

        admin.delete("/v1/accounts/removed");
        make("removed");
        admin.put("/v1/accounts/demoted/roles", "{\"roles\":[\"SERVICE\"]}");
        admin.put("/v1/accounts/renewed/password", "{\"password\":\"a long second password\"}");
        first.terminate();
        first.awaitEnd(SOON);
        second.awaitReady();

        for (HubClient client : new HubClient[] {removed, demoted, renewed}) {
            assertThat(status(atSecond(client))).isEqualTo(401);
        }
        for (HubClient client : new HubClient[] {admin, kept}) {
            assertThat(status(atSecond(client))).isEqualTo(200);
        }
    }

    private void make(String name) {
        String account =
                "{\"username\":\"%s\",\"password\":\"%s\",\"roles\":[\"ADMIN\"]}"
                        .formatted(name, PASSWORD);
        assertThat(admin.post("/v1/accounts", account).status()).isEqualTo(201);
    }

    private HubClient logIn(String name) {
        HubClient client = HubClient.strangerAt(first.url()).logIn(name, PASSWORD);
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
