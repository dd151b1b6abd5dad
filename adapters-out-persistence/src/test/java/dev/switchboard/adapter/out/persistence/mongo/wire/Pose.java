package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/// How a server behind a proxy presents itself. Either way it has the proxy's address, or the
/// driver would bypass the proxy.
public enum Pose {
    /// A single server: a driver repeats no write by itself.
    STANDALONE {
        @Override
        void strike(BsonDocument greeting, String address) {
            SET_FIELDS.forEach(greeting::remove);
        }
    },
    /// The primary of a set of one: a driver repeats a write with an unknown outcome once.
    REPLICA_SET {
        @Override
        void strike(BsonDocument greeting, String address) {
            boolean primary =
                    PRIMARY.stream().anyMatch(it -> BsonBoolean.TRUE.equals(greeting.get(it)));
            greeting.put("setName", new BsonString(SET_NAME));
            greeting.put("hosts", new BsonArray(List.of(new BsonString(address))));
            greeting.put("me", new BsonString(address));
            greeting.put("secondary", BsonBoolean.valueOf(!primary));
            greeting.putIfAbsent("setVersion", new BsonInt32(1));
            greeting.putIfAbsent("electionId", new BsonObjectId(ELECTION));
            greeting.putIfAbsent("logicalSessionTimeoutMinutes", new BsonInt32(30));
            List.of("passives", "arbiters", "primary").forEach(greeting::remove);
            if (primary) {
                greeting.put("primary", new BsonString(address));
            }
        }
    };

    static final String SET_NAME = "posed";
    private static final List<String> PRIMARY = List.of("isWritablePrimary", "ismaster");
    private static final ObjectId ELECTION = new ObjectId("7fffffff0000000000000001");
    private static final List<String> SET_FIELDS =
            List.of(
                    "setName",
                    "setVersion",
                    "hosts",
                    "passives",
                    "arbiters",
                    "primary",
                    "me",
                    "secondary",
                    "electionId",
                    "lastWrite");

    /// The option of a connection string for this pose.
    public String option() {
        return this == REPLICA_SET ? "replicaSet=" + SET_NAME : "directConnection=true";
    }

    abstract void strike(BsonDocument greeting, String address);

    /// The server's greeting, changed for the driver.
    BsonDocument struck(BsonDocument greeting, String address) {
        // with it the driver would wait for a stream of greetings
        greeting.remove("topologyVersion");
        strike(greeting, address);
        return greeting;
    }
}
