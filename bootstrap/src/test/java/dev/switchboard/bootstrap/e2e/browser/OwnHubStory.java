package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The base of tests of the console that need a hub of their own: it is killed, has other settings,
/// or all who wait at it are theirs. In their one browser nothing may be tried that the page's own
/// policy forbids.
@TestInstance(Lifecycle.PER_CLASS)
abstract class OwnHubStory {

    /// Chats that a test leaves with its agent are not offered to another test's agent.
    static final Map<String, String> PATIENCE =
            Map.of("SWITCHBOARD_AGENT_LEASE", "1h", "SWITCHBOARD_AGENT_GONE_AFTER", "1h");

    private final Map<String, String> settings;
    final ConsolePages pages = new ConsolePages();
    LiveHub hub;
    Chromium chromium;

    OwnHubStory(Map<String, String> settings) {
        this.settings = settings;
    }

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        chromium = Chromium.startIn(directory);
        hub = LiveHub.open(directory, settings);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
            hub.close();
        }
    }

    @AfterEach
    void nothingWasForbidden() {
        assertThat(pages.leave()).isEmpty();
    }
}
