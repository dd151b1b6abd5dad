package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/// The daily keys, one document each. If several hubs create the key of a day at once, all use the
/// one that was inserted first.
final class MongoDayKeys implements BodySeal.Shelf {

    private static final String KEY = "key";

    private final MongoDatabase database;

    MongoDayKeys(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<String> find(LocalDate day) {
        return answered(() -> Deadline.bounded(() -> read(day)));
    }

    private Optional<String> read(LocalDate day) {
        return Optional.ofNullable(keys().find(Filters.eq("_id", day.toString())).first())
                .map(found -> found.getString(KEY));
    }

    @Override
    public String keep(LocalDate day, String encrypted) {
        return answered(
                () -> Deadline.bounded(() -> Contended.settled(() -> keepOnce(day, encrypted))));
    }

    /// Empty if the conflicting key is not visible yet; the caller retries.
    private Optional<String> keepOnce(LocalDate day, String encrypted) {
        try {
            keys().insertOne(new Document("_id", day.toString()).append(KEY, encrypted));
            return Optional.of(encrypted);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return read(day);
            }
            throw e;
        }
    }

    private MongoCollection<Document> keys() {
        return database.withTimeout(Deadline.left().toMillis(), MILLISECONDS)
                .getCollection(Collections.DAY_KEYS);
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException e) {
            throw new StoreUnavailableException("MongoDB gave no clear answer", e);
        }
    }
}
