package dev.switchboard.bootstrap.e2e.agent;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.fakes.TestRedis;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The stories of agents and supervisors, with their consoles at random over two hubs that share a
/// MongoDB and hear each other's hints. One of the hubs has the desk, and each has a part of the
/// conversations.
@TestInstance(Lifecycle.PER_CLASS)
class SharedDeskE2eIT implements DeskStories, SupervisorStory {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final TestRedis redis = TestRedis.start();
    private StaffedHub desk;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) {
        String uri = "mongodb://127.0.0.1:" + server.bind().getPort() + "/shared";
        desk =
                StaffedHub.withTwin(
                        directory,
                        second,
                        Map.of(
                                "SWITCHBOARD_MONGODB_URI",
                                uri,
                                "SWITCHBOARD_CLUSTER_HINTS",
                                redis.uri().toString()));
    }

    @AfterAll
    void close() {
        desk.close();
        server.shutdownNow();
        redis.close();
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
