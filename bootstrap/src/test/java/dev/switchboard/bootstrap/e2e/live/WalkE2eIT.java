package dev.switchboard.bootstrap.e2e.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.simulators.SimulatorsConfiguration;
import dev.switchboard.simulators.walk.Walk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
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

            assertThat(walk.take())
                    .hasValueSatisfying(failure ->
                            assertThat(failure)
                                    .startsWith("FAILED: Register a channel")
                                    .contains("expected status 201", "gave 409")
                                    .doesNotContain("\n"));
        }
    }
}
