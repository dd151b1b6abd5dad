package dev.switchboard.bootstrap.e2e.live;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// [ClaimStories] on the embedded store.
@TestInstance(Lifecycle.PER_CLASS)
class UnclaimedE2eIT implements ClaimStories {

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
