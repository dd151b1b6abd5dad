package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Who holds an idempotency key.
///
/// A key is part of its message's document, under a unique index: message and key are one write, so
/// there is no moment, nor a crash, after which one is there without the other. An expired key is
/// taken off its old message (a conditional update that only fits while it is expired), and then
/// the insert is tried again. Between the two the key belongs to nobody, which is what "expired"
/// means: a crash there loses nothing, and of two requests that both took it off, the index lets
/// one in.
final class KeyRegister {

    private static final int STEP = 200;

    private KeyRegister() {}

    /// The message that holds a key. Read at majority: what a duplicate-key error tells of may
    /// still be rolled back, and then nobody holds it (promise D4).
    static @Nullable MessageDocument holder(MongoOperations mongo, IdempotencyKey key) {
        return mongo.findOne(query(holds(key.scope(), key.key())), MessageDocument.class, JOURNAL);
    }

    /// What a request with this key would hear at `now`, or empty if the key is free.
    static Optional<Appended> recall(MongoOperations mongo, IdempotencyKey key, Instant now) {
        MessageDocument holder = holder(mongo, key);
        return holder == null
                ? Optional.empty()
                : Optional.ofNullable(holder.key())
                        .filter(held -> held.aliveAt(now))
                        .map(held -> held.met(holder.id(), key));
    }

    /// Takes a key that is expired at `now` off the message that holds it.
    static void free(MongoOperations mongo, IdempotencyKey key, Instant now) {
        Criteria expired = holds(key.scope(), key.key()).and("key.expires_at").lte(now);
        mongo.updateMulti(query(expired), new Update().unset("key"), JOURNAL);
    }

    /// Takes off some of the keys that are expired at `now`.
    ///
    /// @return how many they were, none if there are no more
    static long freeSome(MongoOperations mongo, Instant now) {
        Criteria expired = where("key.expires_at").lte(now);
        Query some = query(expired).limit(STEP);
        some.fields().include("_id");
        List<Object> ids =
                mongo.find(some, Document.class, JOURNAL).stream()
                        .map(message -> message.get("_id"))
                        .toList();
        Query same = query(where("_id").in(ids).and("key.expires_at").lte(now));
        return ids.isEmpty()
                ? 0
                : mongo.updateMulti(same, new Update().unset("key"), JOURNAL).getModifiedCount();
    }

    /// Keeps the first answer given for a key.
    static void remember(MongoOperations mongo, String scope, String key, String answer) {
        Criteria unanswered = holds(scope, key).and("key.answer").exists(false);
        mongo.updateMulti(query(unanswered), Update.update("key.answer", answer), JOURNAL);
    }

    private static Criteria holds(String scope, String key) {
        return where("key.scope").is(scope).and("key.key").is(key);
    }
}
