package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The beans with which a packaged hub starts: those that the build has prepared, unless a setting
/// requires others. Every story on MongoDB shows that another store requires others.
class PreparedBeansE2eIT {

    private static final String PREPARED = "Starting AOT-processed SwitchboardApplication";

    @TempDir Path directory;

    @Test
    void areThoseOfTheBuildWithSettingsAsPackaged() {
        assertThat(logOfStart(QuickStart.program(), Map.of())).contains(PREPARED);
    }

    @Test
    void areWorkedOutAnewWhereASettingAsksForOthers() {
        Map<String, String> settings = Map.of("SERVER_FORWARD_HEADERS_STRATEGY", "framework");

        assertThat(logOfStart(QuickStart.program(), settings)).doesNotContain(PREPARED);
    }

    private String logOfStart(HubProgram program, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SWITCHBOARD_LOG_LEVEL", "DEBUG");
        try (HubProcess hub = new HubProcess(program, directory, all)) {
            hub.start();
            return hub.log();
        }
    }
}
