package dev.switchboard.adapter.out.persistence.mongo.session;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// What was seen last long ago, a few hundred at a time.
final class Unseen {

    private static final int STEP = 500;

    private Unseen() {}

    record SeenDocument(String id) {}

    static List<String> ids(MongoOperations mongo, String collection, Instant before) {
        Query some = query(seen(before)).limit(STEP);
        some.fields().include("_id");
        return mongo.find(some, SeenDocument.class, collection).stream()
                .map(SeenDocument::id)
                .toList();
    }

    /// Looks at the time once more: somebody may have been seen meanwhile.
    static int remove(
            MongoOperations mongo, String collection, Instant before, Collection<String> ids) {
        Query some = query(seen(before).and("_id").in(ids));
        return (int) mongo.remove(some, collection).getDeletedCount();
    }

    static Criteria seen(Instant before) {
        return where("seen_at").lt(before);
    }
}
