package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageHeader;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Caches records that the writer needs for nearly every message: the heads of the most recently
/// written conversations, the headers of messages with open deliveries, and the days. Only the
/// writer changes it, which keeps it correct; after a failed write it is cleared.
public final class WriterCache {

    private static final int MAX = 10_000;

    private final Latest<ConversationId, ConversationHead> heads = new Latest<>();
    private final Latest<MessageId, MessageHeader> messages = new Latest<>();
    private final AtomicBoolean outdated = new AtomicBoolean();
    private @Nullable Generations generations;
    private KeyRecords.@Nullable Days keyDays;

    Optional<ConversationHead> head(Batch batch, ConversationId id) {
        forgetIfOutdated();
        ConversationHead head = heads.get(id);
        return head == null ? ConversationHead.find(batch, id) : Optional.of(head);
    }

    /// The writer's latest version of a conversation, for readers in any thread; it may not be
    /// stored yet, or never will be. Empty if it is not cached.
    Optional<ConversationHead> newest(ConversationId id) {
        return Optional.ofNullable(heads.get(id));
    }

    void put(Batch batch, ConversationHead head) {
        ConversationId id = head.conversation().id();
        batch.put(Table.HEAD, ConversationHead.key(id), head.value());
        heads.put(id, head);
    }

    void delete(Batch batch, ConversationId id) {
        batch.delete(Table.HEAD, ConversationHead.key(id));
        heads.remove(id);
    }

    /// Returns a message with deliveries; of others the cache may have entries that are gone from
    /// the store.
    Optional<MessageHeader> message(Batch batch, MessageId id) {
        forgetIfOutdated();
        MessageHeader message = messages.get(id);
        return message == null
                ? MessageRecord.find(batch, id).map(MessageRecord::header)
                : Optional.of(message);
    }

    /// Adds a message, which must have deliveries.
    void appended(MessageHeader message) {
        messages.put(message.id(), message);
    }

    /// Drops a message when one of its deliveries, mostly the only one, is over. Objects dropped
    /// this early cost the garbage collector nothing; kept for seconds, they would be the most
    /// expensive garbage of a message.
    void delivered(MessageId message) {
        messages.remove(message);
    }

    Generations generations(Batch batch) {
        forgetIfOutdated();
        Generations known = generations == null ? Generations.in(batch) : generations;
        generations = known;
        return known;
    }

    void put(Batch batch, Generations next) {
        batch.put(Table.STORE, Generations.KEY, next.value());
        generations = next;
    }

    KeyRecords.Days keyDays(Batch batch) {
        forgetIfOutdated();
        KeyRecords.Days known = keyDays == null ? KeyRecords.Days.in(batch) : keyDays;
        keyDays = known;
        return known;
    }

    void put(Batch batch, KeyRecords.Days next) {
        batch.put(Table.STORE, KeyRecords.Days.KEY, next.value());
        keyDays = next;
    }

    private void forgetIfOutdated() {
        if (outdated.getAndSet(false)) {
            heads.clear();
            messages.clear();
            generations = null;
            keyDays = null;
        }
    }

    /// Called when the store may lack the latest changes.
    public void forget() {
        outdated.set(true);
    }

    /// A bounded map that evicts in order of insertion. Ordering by use would cost more than the
    /// few extra reads: each look-up would change entries that the garbage collector has already
    /// promoted.
    private static final class Latest<K, V> {

        private final Map<K, V> known = new LinkedHashMap<>();

        synchronized @Nullable V get(K key) {
            return known.get(key);
        }

        synchronized void put(K key, V value) {
            known.put(key, value);
            if (known.size() > MAX) {
                known.remove(known.keySet().iterator().next());
            }
        }

        synchronized void remove(K key) {
            known.remove(key);
        }

        synchronized void clear() {
            known.clear();
        }
    }
}
