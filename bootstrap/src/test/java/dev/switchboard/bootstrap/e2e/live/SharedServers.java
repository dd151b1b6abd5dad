package dev.switchboard.bootstrap.e2e.live;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import dev.switchboard.adapter.out.persistence.mongo.JournalEpochs;
import dev.switchboard.application.fakes.TestRedis;
import java.util.List;
import java.util.Map;

/// What hubs share that share their partitions: a MongoDB, and a server for hints.
public final class SharedServers implements AutoCloseable {

    private final MongoServer mongo;
    private final String uri;
    private final TestRedis redis = TestRedis.start();

    public SharedServers(MongoBackend backend) {
        this.mongo = new MongoServer(backend);
        this.uri = "mongodb://127.0.0.1:" + mongo.bind().getPort() + "/shared";
    }

    /// Environment variables of the hubs.
    public Map<String, String> settings() {
        return Map.of(
                "SWITCHBOARD_MONGODB_URI",
                uri,
                "SWITCHBOARD_CLUSTER_HINTS",
                redis.uri().toString());
    }

    /// The messages that a hub wrote which was not their owner any more.
    public List<String> fallingEpochs() {
        return JournalEpochs.falling(uri);
    }

    public TestRedis redis() {
        return redis;
    }

    @Override
    public void close() {
        redis.close();
        mongo.shutdownNow();
    }
}
