package dev.switchboard.bootstrap.e2e.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.simulators.SimulatorsConfiguration;
import dev.switchboard.simulators.walk.Walk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walk of `make demo`, on a hub like its own.
class WalkE2eIT {

    private static final String PASSWORD = "the-admins-own-password";
    private static final Map<String, String> DEMO =
            Map.of("SPRING_PROFILES_ACTIVE", "demo", "SWITCHBOARD_ADMIN_PASSWORD", PASSWORD);

    @Test
    void getsToItsEndOnceOnAFreshHub(@TempDir Path directory) {
        try (HubProcess hub =
                new HubProcess(
                        QuickStart.program().with(SimulatorsConfiguration.class),
                        directory,
                        DEMO)) {
            hub.start();
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            Walk walk =
                    new Walk(
                            hub.url(),
                            PASSWORD,
                            Clock.systemUTC(),
                            new PrintStream(shown, true, UTF_8));

            assertThat(walk.take()).isEmpty();
            assertThat(shown.toString(UTF_8))
                    .contains("# Log in", "# A call rings there", "\"presence\":\"RINGING\"")
                    .doesNotContain(PASSWORD);
            HubClient stranger = HubClient.strangerAt(hub.url());
            assertHasStaff(stranger);
            assertThat(stranger.logIn("admin", PASSWORD).get("/v1/parked").json().path("items"))
                    .isEmpty();

            assertThat(walk.take())
                    .hasValueSatisfying(failure ->
                            assertThat(failure)
                                    .startsWith("FAILED: Register a channel")
                                    .contains("expected status 201", "gave 409")
                                    .doesNotContain("\n"));
        }
    }

    /// Those who sign in at the console afterwards, and whom the demo's page names.
    private static void assertHasStaff(HubClient stranger) {
        String wall = "/v1/stats/queues?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";

        assertThat(stranger.logIn("eva", PASSWORD).get(wall).status()).isEqualTo(200);
        for (String agent : List.of("ada", "ben")) {
            assertThat(stranger.logIn(agent, PASSWORD).get(wall).status()).isEqualTo(403);
            assertThat(stranger.logIn(agent, PASSWORD).get("/v1/tags").status()).isEqualTo(200);
        }
        assertThat(stranger.post("/demo/agents", "").json().path("agents").valueStream())
                .extracting(login -> login.path("username").asString())
                .containsExactly("ada", "ben", "eva");
    }
}
