package dev.switchboard.adapter.out.persistence.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.adapter.out.persistence.mongo.wire.MongoProxy;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/// The MongoDB for tests, found once per JVM in this order: the one that
/// `SWITCHBOARD_TEST_MONGODB_URI` names; a container, if a Docker engine answers; else
/// mongo-java-server within this process, which tests correctness but not durability, index use or
/// TTL. It poses as a replica set, which is the intended use of MongoDB.
public final class MongoForTests {

    private static final Logger LOG = LoggerFactory.getLogger(MongoForTests.class);
    private static final String GIVEN = "SWITCHBOARD_TEST_MONGODB_URI";

    private static @Nullable MongoForTests found;

    private final String server;
    private final boolean real;

    /// Drops databases. A client of its own for each would cost more than the drop.
    private final Supplier<MongoClient> client;

    private MongoForTests(String server, boolean real) {
        this.server = server;
        this.real = real;
        this.client = SingletonSupplier.of(() -> MongoClients.create(server));
    }

    public static synchronized MongoForTests find() {
        MongoForTests known = found;
        if (known == null) {
            known = search();
            found = known;
        }
        return known;
    }

    /// Whether it is MongoDB itself.
    public boolean real() {
        return real;
    }

    /// The server itself, without a database.
    public ConnectionString server() {
        return new ConnectionString(server);
    }

    /// A connection string with a database that nobody else uses.
    public String freshDatabase() {
        String name = freshName();
        int options = server.indexOf('?');
        String address = options < 0 ? server : server.substring(0, options);
        String end = options < 0 ? "" : server.substring(options);
        return address.replaceFirst("(mongodb(?:\\+srv)?://[^/]+)(/.*)?", "$1/" + name) + end;
    }

    static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /// Removes the database that a connection string names.
    public static void drop(String uri) {
        ConnectionString parsed = new ConnectionString(uri);
        String name = parsed.getDatabase();
        if (name == null || !name.startsWith("test_")) {
            return;
        }
        MongoForTests known = find();
        if (parsed.getHosts().equals(known.server().getHosts())) {
            known.client.get().getDatabase(name).drop();
            return;
        }
        try (MongoClient client = MongoClients.create(parsed)) {
            client.getDatabase(name).drop();
        }
    }

    private static MongoForTests search() {
        String given = System.getenv(GIVEN);
        if (given != null && !given.isBlank()) {
            LOG.info("MongoDB tests run on the server that {} names", GIVEN);
            return new MongoForTests(given, true);
        }
        return dockerMayRun() && DockerClientFactory.instance().isDockerAvailable()
                ? container()
                : inProcess();
    }

    /// Testcontainers takes seconds to notice that there is no engine.
    private static boolean dockerMayRun() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(
                        Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
    }

    // Testcontainers removes it when the JVM ends
    @SuppressWarnings("resource")
    private static MongoForTests container() {
        MongoDBContainer container = new MongoDBContainer("mongo:7").withReplicaSet();
        container.start();
        LOG.info("MongoDB tests run on a replica set of one in a container");
        return new MongoForTests(container.getConnectionString(), true);
    }

    private static MongoForTests inProcess() {
        LOG.warn(
                "No {} and no Docker engine: MongoDB tests run on mongo-java-server. What only"
                        + " MongoDB itself can show (durability, index use) was NOT RUN",
                GIVEN);
        MongoServer server = new MongoServer(new MemoryBackend());
        MongoProxy proxy = MongoProxy.before(server.bind(), Pose.REPLICA_SET);
        return new MongoForTests(
                "mongodb://" + proxy.address() + "/?" + Pose.REPLICA_SET.option(), false);
    }
}
