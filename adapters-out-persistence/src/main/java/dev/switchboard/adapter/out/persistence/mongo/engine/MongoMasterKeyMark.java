package dev.switchboard.adapter.out.persistence.mongo.engine;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// The ids of the master keys that secrets in the database may be encrypted with.
public final class MongoMasterKeyMark {

    private static final String ID = "master_key";
    private static final String KEYS = "keys";
    private static final String REWRAP = "rewrap";

    private MongoMasterKeyMark() {}

    /// Records that the first key is in use, and checks that no key is missing.
    ///
    /// @param ids the ids of the configured keys
    /// @return whether all needed keys are configured
    static boolean isIn(MongoDatabase database, List<String> ids) {
        MongoCollection<Document> store = database.getCollection(Collections.STORE);
        Document mark = store.find(Filters.eq("_id", ID)).first();
        List<String> needed = mark == null ? List.of() : mark.getList(KEYS, String.class);
        if (!ids.containsAll(needed)) {
            return false;
        }
        if (!needed.contains(ids.getFirst())) {
            store.updateOne(
                    Filters.eq("_id", ID),
                    Updates.addToSet(KEYS, ids.getFirst()),
                    new UpdateOptions().upsert(true));
            // Two hubs with different keys may have started at once.
            Document now = store.find(Filters.eq("_id", ID)).first();
            return now != null && ids.containsAll(now.getList(KEYS, String.class));
        }
        return true;
    }

    /// Records the keys that the database needs from now on.
    public static void put(MongoOperations mongo, List<String> ids) {
        Query mark = Query.query(Criteria.where("_id").is(ID));
        mongo.upsert(mark, new Update().set(KEYS, ids).unset(REWRAP), Collections.STORE);
    }

    /// Notes the key that all secrets are being re-encrypted with; null clears the note.
    public static void putRewrap(MongoOperations mongo, @Nullable String id) {
        Query mark = Query.query(Criteria.where("_id").is(ID));
        Update note = id == null ? new Update().unset(REWRAP) : new Update().set(REWRAP, id);
        mongo.upsert(mark, note, Collections.STORE);
    }

    /// Whether all secrets are being re-encrypted with this key.
    public static boolean isRewrap(MongoOperations mongo, String id) {
        Criteria noted = Criteria.where("_id").is(ID).and(REWRAP).is(id);
        return mongo.exists(Query.query(noted), Collections.STORE);
    }
}
