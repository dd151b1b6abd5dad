package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.util.Locale;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// A driver's command to a server.
///
/// @param collection empty if the command has none
record Command(String name, String collection, BsonDocument body) {

    private static final Set<String> GREETINGS = Set.of("hello", "ismaster");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final Set<String> READS = Set.of("find", "aggregate", "distinct", "count");

    static Command of(WireMessage request) {
        BsonDocument body = request.body();
        String name = body.getFirstKey();
        BsonValue about = body.get(name);
        return new Command(
                name, about != null && about.isString() ? about.asString().getValue() : "", body);
    }

    /// Whether it is a greeting or a check of the server.
    boolean greets() {
        return GREETINGS.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean writes() {
        return WRITES.contains(name);
    }

    boolean reads() {
        return READS.contains(name);
    }
}
