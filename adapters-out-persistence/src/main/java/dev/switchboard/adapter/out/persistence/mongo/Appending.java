package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Appended.Stored;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/// Appends one entry: one insert that either wins its `seq` and its key, or is refused by a unique
/// index and then finds out why.
final class Appending {

    // each lost race means that another node's append went through
    private static final int MAX_TRIES = 50;

    private Appending() {}

    static Appended append(MongoOperations mongo, Entry entry) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Appended outcome = tryOnce(mongo, entry);
            if (outcome != null) {
                return outcome;
            }
        }
        throw new StoreUnavailableException("No place in the conversation could be had");
    }

    /// Null if another message took the place, or an expired key was in the way: try again.
    private static @Nullable Appended tryOnce(MongoOperations mongo, Entry entry) {
        HeadDocument head = Messages.newest(mongo, entry.conversation());
        ActivityDocument.note(mongo, entry, head);
        MessageDocument document = MessageDocument.next(entry, head);
        try {
            mongo.insert(document, JOURNAL);
        } catch (DuplicateKeyException _) {
            return earlier(mongo, entry);
        }
        if (entry.answers() != null) {
            Answers.mark(mongo, entry.answers(), document.at());
        }
        return new Stored(document.toMessage());
    }

    private static @Nullable Appended earlier(MongoOperations mongo, Entry entry) {
        Appended holder = entry.key() == null ? null : earlier(mongo, entry, entry.key());
        return holder == null ? stored(mongo, entry.id()) : holder;
    }

    private static @Nullable Appended earlier(
            MongoOperations mongo, Entry entry, IdempotencyKey key) {
        MessageDocument holder = KeyRegister.holder(mongo, key);
        KeyDocument held = holder == null ? null : holder.key();
        if (holder == null || held == null || holder.id().equals(entry.id().value())) {
            return null;
        }
        if (!held.aliveAt(entry.at())) {
            KeyRegister.free(mongo, key, entry.at());
            return null;
        }
        finish(mongo, holder);
        return held.met(holder.id(), key);
    }

    /// This very entry, stored by an earlier call whose outcome its caller never learnt.
    private static @Nullable Appended stored(MongoOperations mongo, MessageId id) {
        MessageDocument own = mongo.findOne(Messages.withId(id), MessageDocument.class, JOURNAL);
        if (own == null) {
            return null;
        }
        finish(mongo, own);
        return new Stored(own.toMessage());
    }

    /// A repeat may come because the first request died between its two writes.
    private static void finish(MongoOperations mongo, MessageDocument first) {
        if (first.answers() != null) {
            Answers.mark(mongo, new MessageId(first.answers()), first.at());
        }
    }
}
