package dev.switchboard.bootstrap.e2e.live;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.bootstrap.e2e.agent.SalesforceStory;
import dev.switchboard.bootstrap.e2e.netomi.BotStories;
import dev.switchboard.bootstrap.e2e.pega.PegaStories;
import dev.switchboard.bootstrap.e2e.presence.WatchStories;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The stories of the bot, of the desk, of Salesforce and of watchers, with their requests, pages
/// and phones at random over two hubs that share a MongoDB and hear each other's hints.
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class SharedConversationsE2eIT implements BotStories, PegaStories, SalesforceStory, WatchStories {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final TestRedis redis = TestRedis.start();
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) {
        String uri = "mongodb://127.0.0.1:" + server.bind().getPort() + "/shared";
        hub =
                LiveHub.withTwin(
                        directory,
                        second,
                        Map.of(
                                "SWITCHBOARD_MONGODB_URI",
                                uri,
                                "SWITCHBOARD_CLUSTER_HINTS",
                                redis.uri().toString(),
                                "SWITCHBOARD_YALO_LOCALE",
                                "es"));
    }

    @AfterAll
    void close() {
        hub.close();
        server.shutdownNow();
        redis.close();
    }

    @Override
    public LiveHub hub() {
        return hub;
    }
}
