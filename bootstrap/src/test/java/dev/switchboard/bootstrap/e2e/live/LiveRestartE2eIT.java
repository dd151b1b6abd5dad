package dev.switchboard.bootstrap.e2e.live;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What a hub on the embedded store owes after `kill -9`.
@TestInstance(Lifecycle.PER_CLASS)
class LiveRestartE2eIT implements RestartStories {

    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory) {
        hub = LiveHub.open(directory, Map.of());
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Override
    public LiveHub hub() {
        return hub;
    }
}
