package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.KeyDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.Words;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Note;
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

/// Who holds an idempotency key.
///
/// A key is part of its message's document, under a unique index: message and key are one write, so
/// there is no moment, nor a crash, after which one is there without the other. An expired key is
/// taken off its old message (a conditional update that only fits while it is expired), and then
/// the insert is tried again. One that is in nobody's way goes with its message. Between the two
/// the key belongs to nobody, which is what "expired" means: a crash there loses nothing, and of
/// two requests that both took it off, the index lets one in.
final class KeyRegister {

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

    /// Messages that hold no key, or one that is expired at `now`.
    static Criteria noneAlive(Instant now) {
        return new Criteria()
                .orOperator(where("key").exists(false), where("key.expires_at").lte(now));
    }

    /// Keeps the first answer given for a key.
    static void remember(MongoOperations mongo, String scope, String key, String answer) {
        Criteria unanswered = holds(scope, key).and("key.answer").exists(false);
        mongo.updateFirst(
                query(unanswered),
                Update.update("key.answer", KeyDocument.answer(scope, key, answer)),
                JOURNAL);
    }

    /// Likewise of the message that a step is about, beside it. There is one such note of a
    /// message, so it may be taken twice.
    static void note(BulkOperations bulk, Settlement step) {
        Note note = requireNonNull(step.note());
        Query holder =
                Messages.in(step.conversation(), step.message())
                        .addCriteria(holds(note.scope(), note.key()));
        Words answer = KeyDocument.answer(note.scope(), note.key(), note.answer());
        bulk.updateOne(holder, Update.update("key.answer", answer));
    }

    private static Criteria holds(String scope, String key) {
        return where("key.scope").is(scope).and("key.key").is(key);
    }
}
