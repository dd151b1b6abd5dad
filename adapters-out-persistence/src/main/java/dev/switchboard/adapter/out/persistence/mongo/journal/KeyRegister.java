package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.KeyDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// The holders of idempotency keys.
///
/// A key is part of its message's document, under a unique index: message and key are one write, so
/// at no time, not even after a crash, does one exist without the other. An expired key is removed
/// from its old message (a conditional update that matches only expired keys), then the insert is
/// retried. Other expired keys are removed with their messages. Between removal and insert the key
/// belongs to no message, which is what "expired" means: a crash there loses nothing, and if two
/// requests removed the key, the index admits one.
final class KeyRegister {

    private KeyRegister() {}

    /// The message that holds a key. Read at majority: the document behind a duplicate-key error
    /// may still be rolled back, and then the key has no holder (promise D4).
    static @Nullable MessageDocument holder(MongoOperations mongo, IdempotencyKey key) {
        return mongo.findOne(query(holds(key.scope(), key.key())), MessageDocument.class, JOURNAL);
    }

    /// The answer to a request with this key at `now`; empty if the key is free.
    static Optional<Appended> recall(MongoOperations mongo, IdempotencyKey key, Instant now) {
        MessageDocument holder = holder(mongo, key);
        return holder == null
                ? Optional.empty()
                : Optional.ofNullable(holder.key())
                        .filter(held -> held.aliveAt(now))
                        .map(held -> held.met(holder.id(), key));
    }

    /// Removes a key that is expired at `now` from its message.
    static void free(MongoOperations mongo, IdempotencyKey key, Instant now) {
        Criteria expired = holds(key.scope(), key.key()).and("key.expires_at").lte(now);
        mongo.updateMulti(query(expired), new Update().unset("key"), JOURNAL);
    }

    /// Matches messages without a key, or with a key that is expired at `now`.
    static Criteria noneAlive(Instant now) {
        return new Criteria()
                .orOperator(where("key").exists(false), where("key.expires_at").lte(now));
    }

    /// Stores the first answer given for a key.
    static void remember(MongoOperations mongo, String scope, String key, String answer) {
        Criteria unanswered = holds(scope, key).and("key.answer").exists(false);
        mongo.updateFirst(
                query(unanswered),
                Update.update("key.answer", KeyDocument.answer(scope, key, answer)),
                JOURNAL);
    }

    /// Stores the answer for the message of a step, in the same bulk. A message has only one such
    /// answer, so a repeat changes nothing.
    static void remember(BulkOperations bulk, Settlement step) {
        RememberedAnswer kept = requireNonNull(step.answer());
        Query holder =
                Messages.in(step.conversation(), step.message())
                        .addCriteria(holds(kept.scope(), kept.key()));
        StoredText answer = KeyDocument.answer(kept.scope(), kept.key(), kept.answer());
        bulk.updateOne(holder, Update.update("key.answer", answer));
    }

    private static Criteria holds(String scope, String key) {
        return where("key.scope").is(scope).and("key.key").is(key);
    }
}
