package dev.switchboard.adapter.out.persistence.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.connection.ClusterType;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import org.springframework.data.mongodb.core.query.Update;

/// Asks MongoDB for the one thing that matters, a durable write: that fails as well where reads go
/// on, with a full disk or without a majority. Also heals the store: it verifies the indexes, and
/// creates what is missing, each time.
final class MongoStoreHealth implements StoreHealth {

    // together within the 2 s that a check may take
    private static final Duration FOR_INDEXES = Duration.ofMillis(900);
    private static final Duration FOR_PROBE = Duration.ofMillis(900);

    private final MongoClient client;
    private final MongoStore store;
    private final Schema schema;

    MongoStoreHealth(MongoClient client, MongoStore store, Schema schema) {
        this.client = client;
        this.store = store;
        this.schema = schema;
    }

    @Override
    public Condition check() {
        String problem = schema.problemWithin(FOR_INDEXES);
        if (problem != null) {
            return new Condition.NotReady(problem);
        }
        try {
            Deadline.within(FOR_PROBE, this::probe);
            return new Condition.Ready(durability());
        } catch (StoreUnavailableException _) {
            return new Condition.NotReady("MongoDB does not confirm writes");
        }
    }

    private UpdateResult probe() {
        Update count = new Update().inc("probes", 1);
        return store.call(
                mongo -> mongo.upsert(query(where("_id").is("probe")), count, Collections.HEALTH));
    }

    /// What an acknowledged write survives: the loss of a minority of the members, or, on a server
    /// that is alone, of the process (of power only if its disk keeps what it was told to).
    private String durability() {
        ClusterType type = client.getClusterDescription().getType();
        return type == ClusterType.REPLICA_SET || type == ClusterType.SHARDED
                ? "majority"
                : "single";
    }
}
