package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The beans with which a packaged hub starts: those that the build has prepared, unless a setting
/// requires others.
@Tag("nightly")
class PreparedBeansE2eIT {

    private static final String PREPARED = "Starting AOT-processed SwitchboardApplication";

    @TempDir Path directory;

    @Test
    void areThoseOfTheBuildWithSettingsAsPackaged() {
        assertThat(logOfStart(QuickStart.program(), Map.of())).contains(PREPARED);
    }

    @Test
    void fitTheStoreInMongoToo() {
        MongoServer mongo = new MongoServer(new MemoryBackend());
        try {
            Map<String, String> settings =
                    Map.of(
                            "SWITCHBOARD_MONGODB_URI",
                            mongo.bindAndGetConnectionString() + "/prepared");

            assertThat(logOfStart(QuickStart.on(settings), settings)).contains(PREPARED);
        } finally {
            mongo.shutdownNow();
        }
    }

    @Test
    void areWorkedOutAnewWhereASettingAsksForOthers() {
        Map<String, String> settings = Map.of("SERVER_FORWARD_HEADERS_STRATEGY", "framework");

        assertThat(logOfStart(QuickStart.on(settings), settings)).doesNotContain(PREPARED);
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
