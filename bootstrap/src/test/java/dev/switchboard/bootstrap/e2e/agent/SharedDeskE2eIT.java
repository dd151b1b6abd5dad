package dev.switchboard.bootstrap.e2e.agent;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The stories of agents and supervisors, with their consoles at random over two hubs that share a
/// MongoDB and hear each other's hints. One of the hubs has the desk, and each has a part of the
/// conversations.
@Tag("nightly")
@TestInstance(Lifecycle.PER_CLASS)
class SharedDeskE2eIT implements DeskStories, SupervisorStory, NoticeStory, YaloStories {

    private final SharedServers servers = new SharedServers(new MemoryBackend());
    private StaffedHub desk;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) {
        desk = StaffedHub.withTwin(directory, second, servers.settings());
    }

    @AfterAll
    void close() {
        desk.close();
        servers.close();
    }

    @Override
    public StaffedHub desk() {
        return desk;
    }

    @AfterEach
    void leaveNothing() {
        desk.leaveNothing();
    }
}
