package dev.switchboard.adapter.out.persistence.mongo.engine;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.format.StoreFormat;
import org.bson.Document;

/// The format of the database: the document `format` of the collection `store`.
final class MongoFormatMark {

    private static final String ID = "format";
    private static final String NUMBER = "number";

    private MongoFormatMark() {}

    /// @return the number; 0 if the database has none yet
    static int of(MongoDatabase database) {
        Document mark = store(database).find(Filters.eq("_id", ID)).first();
        return mark == null ? 0 : mark.getInteger(NUMBER, 0);
    }

    /// Records that documents of this version's format are written from now on. Never lowers the
    /// number: a hub of a later version may have started meanwhile.
    static void put(MongoDatabase database) {
        store(database)
                .updateOne(
                        Filters.eq("_id", ID),
                        Updates.max(NUMBER, StoreFormat.MONGODB.number()),
                        new UpdateOptions().upsert(true));
    }

    private static MongoCollection<Document> store(MongoDatabase database) {
        return database.getCollection(Collections.STORE);
    }
}
