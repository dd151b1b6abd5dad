package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerDescription;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Update;

/// Checks the store by a durable write: that also fails where reads still work, such as on a full
/// disk or without a majority. The write is small, or large after one was refused for lack of disk
/// space. A hub that owns nothing only reads. Now and then, and after each outage, the check also
/// verifies the indexes and creates missing ones.
final class MongoStoreHealth implements StoreHealth {

    // Together within the 2 s that a check may take.
    private static final Duration FOR_INDEXES = Duration.ofMillis(600);
    private static final Duration FOR_PROBE = Duration.ofMillis(600);

    private static final Logger LOG = LoggerFactory.getLogger(MongoStoreHealth.class);

    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(3);

    private final AtomicBoolean warned = new AtomicBoolean();
    private final MongoClient client;
    private final MongoStore store;
    private final Schema schema;
    private final InstantSource clock;
    private volatile Instant nextTrial = Instant.MIN;

    MongoStoreHealth(MongoClient client, MongoStore store, Schema schema, InstantSource clock) {
        this.client = client;
        this.store = store;
        this.schema = schema;
        this.clock = clock;
    }

    @Override
    public Condition check() {
        String problem = schema.problemWithin(FOR_INDEXES);
        if (problem != null) {
            return new Condition.NotReady(away().orElse(problem));
        }
        try {
            if (!store.isOwner()) {
                Deadline.within(FOR_PROBE, this::read);
                return new Condition.Ready(durability());
            }
            if (store.full() && !hasRoom()) {
                return new Condition.NotReady("there was no room on MongoDB's disk");
            }
            Deadline.within(FOR_PROBE, this::probe);
            return new Condition.Ready(durability());
        } catch (StoreUnavailableException _) {
            schema.doubt();
            return new Condition.NotReady(away().orElse("MongoDB does not confirm writes"));
        }
    }

    /// Always false: the disks belong to the servers, and clients are not told how full they are.
    @Override
    public boolean isShortOfRoom() {
        return false;
    }

    @Override
    public Written written() {
        return store.written();
    }

    /// Returns the reason why no server can be written to, according to the driver's monitoring;
    /// empty if one can, or if nothing is known yet.
    private Optional<String> away() {
        List<ServerDescription> servers = client.getClusterDescription().getServerDescriptions();
        if (servers.stream().anyMatch(server -> server.isPrimary() || server.isShardRouter())) {
            return Optional.empty();
        }
        Optional<String> cause =
                servers.stream()
                        .map(ServerDescription::getException)
                        .filter(Objects::nonNull)
                        .map(MongoStoreHealth::inWords)
                        .distinct()
                        .sorted()
                        .reduce((one, other) -> one + ", " + other);
        boolean reached = servers.stream().anyMatch(ServerDescription::isOk);
        return reached
                ? Optional.of("MongoDB has no primary")
                : cause.map(words -> "MongoDB cannot be reached: " + words);
    }

    /// Only the kind of failure: the driver's messages contain addresses.
    private static String inWords(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            switch (e) {
                case ConnectException _ -> {
                    return "connection refused";
                }
                case UnknownHostException _ -> {
                    return "unknown host";
                }
                case SSLException _ -> {
                    return "TLS failed";
                }
                case MongoSecurityException _ -> {
                    return "authentication failed";
                }
                case SocketTimeoutException _, MongoSocketReadTimeoutException _ -> {
                    return "no answer in time";
                }
                default -> {}
            }
        }
        return "the connection broke";
    }

    private boolean read() {
        return store.withoutOwnership()
                .call(mongo -> mongo.exists(query(where("_id").is("probe")), Collections.HEALTH));
    }

    private UpdateResult probe() {
        return write(new Update().inc("probes", 1));
    }

    /// Writes as much as the largest message, because smaller writes may still succeed. The probe
    /// is removed again.
    private boolean hasRoom() {
        Instant now = clock.instant();
        if (now.isBefore(nextTrial)) {
            return false;
        }
        nextTrial = now.plus(BETWEEN_TRIALS);
        Deadline.within(
                FOR_PROBE,
                () -> {
                    write(new Update().set("room", new byte[LARGEST_MESSAGE]));
                    return write(new Update().unset("room"));
                });
        store.foundRoom();
        return true;
    }

    private UpdateResult write(Update update) {
        return store.call(
                mongo -> mongo.upsert(query(where("_id").is("probe")), update, Collections.HEALTH));
    }

    /// The loss that an acknowledged write survives: that of a minority of the members or, on a
    /// single server, the loss of the process (and of power only if its disk honours syncs). A
    /// member that the driver is pinned to counts as single: if another becomes the primary,
    /// nothing can be written through it.
    private String durability() {
        ClusterDescription cluster = client.getClusterDescription();
        if (pinned(cluster) && !warned.getAndSet(true)) {
            LOG.warn(
                    "switchboard.mongodb.uri names one server and no replicaSet, so only this"
                            + " member of its replica set is used: add replicaSet=<name>");
        }
        return durability(cluster);
    }

    static String durability(ClusterDescription cluster) {
        ClusterType type = cluster.getType();
        boolean many = type == ClusterType.REPLICA_SET || type == ClusterType.SHARDED;
        return many && !pinned(cluster) ? "majority" : "single";
    }

    /// Whether the driver knows only one member of a replica set.
    static boolean pinned(ClusterDescription cluster) {
        return cluster.getConnectionMode() == ClusterConnectionMode.SINGLE
                && cluster.getType() == ClusterType.REPLICA_SET;
    }
}
