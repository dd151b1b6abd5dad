package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.KilledWatchStory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The hub is killed with -9 again and again while the presence of users changes.
///
/// `-Dswitchboard.watch-kills=…` sets the number of kills, by default 30.
@Tag("faults")
@Tag("long-kills")
@TestInstance(Lifecycle.PER_CLASS)
class WatchKillsFaultsIT implements KilledWatchStory {

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

    @Override
    public int kills() {
        return Integer.getInteger("switchboard.watch-kills", 30);
    }
}
