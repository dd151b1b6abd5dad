package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.Deadline;
import dev.switchboard.adapter.out.persistence.mongo.record.ActivityDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.KeyDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Appended.Stored;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/// Appends one entry with a single insert. It either gets its `seq` and its key, or a unique index
/// refuses it, and then the reason is looked up.
final class MongoAppend {

    private static final int STRIPES = 256;

    /// One writer at a time per stripe, so that writers of this hub do not collide over the next
    /// `seq` of a conversation. This is only an optimisation: the unique index keeps `seq` correct,
    /// also between nodes.
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    private final SettleBatcher line;
    private final PartitionOwnership ownership;

    MongoAppend(SettleBatcher line, PartitionOwnership ownership) {
        this.line = line;
        this.ownership = ownership;
    }

    Appended append(MongoOperations mongo, Entry entry) {
        ReentrantLock turn = turns.get(Math.floorMod(entry.conversation().hashCode(), STRIPES));
        take(turn);
        try {
            return Contended.settled(() -> tryOnce(mongo, entry));
        } finally {
            turn.unlock();
        }
    }

    private static void take(ReentrantLock lock) {
        try {
            if (!lock.tryLock(Deadline.left().toMillis(), MILLISECONDS)) {
                throw new StoreUnavailableException("The conversation's writers are too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to write", e);
        }
    }

    /// Empty if another message took the `seq`, an expired key was in the way, or the conflicting
    /// document is not visible yet; the caller retries.
    ///
    /// Epochs never fall along `seq`. If another hub took over and appended after this read, its
    /// message has the `seq`, and the retry finds that message.
    private Optional<Appended> tryOnce(MongoOperations mongo, Entry entry) {
        HeadDocument head = Messages.newest(mongo, entry.conversation());
        long epoch = ownership.term(entry.conversation()).epoch();
        if (head != null && head.isAfter(epoch)) {
            throw overtaken(requireNonNull(head.epoch()));
        }
        ActivityDocument.note(mongo, entry, head);
        MessageDocument document = MessageDocument.next(entry, head, epoch);
        try {
            mongo.insert(document, JOURNAL);
        } catch (DuplicateKeyException _) {
            return Optional.ofNullable(earlier(mongo, entry));
        }
        return Optional.of(stored(document));
    }

    private StoreUnavailableException overtaken(long epoch) {
        ownership.overtaken(epoch);
        return new StoreUnavailableException("Another hub has taken over the conversation");
    }

    /// The append is acknowledged whatever becomes of the mark. A repeat marks too, because the
    /// first request may have died in between.
    private Stored stored(MessageDocument document) {
        markAnswered(document);
        return new Stored(document.toMessage());
    }

    private void markAnswered(MessageDocument document) {
        if (document.answers() != null) {
            line.answered(
                    new ConversationId(document.conversation()),
                    new MessageId(document.answers()),
                    document.seq(),
                    document.at());
        }
    }

    private @Nullable Appended earlier(MongoOperations mongo, Entry entry) {
        Appended holder = entry.key() == null ? null : earlier(mongo, entry, entry.key());
        return holder == null ? itself(mongo, entry) : holder;
    }

    private @Nullable Appended earlier(MongoOperations mongo, Entry entry, IdempotencyKey key) {
        MessageDocument holder = KeyRegister.holder(mongo, key);
        KeyDocument held = holder == null ? null : holder.key();
        if (holder == null || held == null || holder.id().equals(entry.id().value())) {
            return null;
        }
        if (!held.aliveAt(entry.at())) {
            KeyRegister.free(mongo, key, entry.at());
            return null;
        }
        markAnswered(holder);
        return held.met(holder.id(), key);
    }

    /// This very entry, stored by an earlier call whose outcome its caller never learned.
    private @Nullable Appended itself(MongoOperations mongo, Entry entry) {
        MessageDocument own =
                mongo.findOne(
                        Messages.in(entry.conversation(), entry.id()),
                        MessageDocument.class,
                        JOURNAL);
        return own == null ? null : stored(own);
    }
}
