package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageHeader;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages that outlive their day because one of their deliveries [keeps them](Delivery): in
/// `LEFTOVER`, by id and by their key in `HISTORY`.
final class RetainedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(RetainedMessages.class);

    /// The first key by id; also where a scan begins.
    static final byte[] BEGIN = {1};

    /// Greater than all keys by id.
    static final byte[] END = {2};

    private static final int BY_HISTORY = 2;

    private RetainedMessages() {}

    /// A retained message.
    ///
    /// @param generation the generation that it was stored in
    record Leftover(MessageId id, int generation, ConversationId conversation, long seq) {

        /// The key after this one.
        byte[] next() {
            return new ByteWriter(32).raw(byId(MessageKey.of(id))).octet(0).toBytes();
        }
    }

    static void note(Batch batch, MessageHeader message) {
        byte[] history = Keys.history(message.generation(), message.conversation(), message.seq());
        batch.put(Table.LEFTOVER, byId(MessageKey.of(message.id())), history);
        batch.put(Table.LEFTOVER, byHistory(history), MessageKey.of(message.id()));
    }

    static void forget(Batch batch, Leftover leftover) {
        batch.delete(Table.LEFTOVER, byId(MessageKey.of(leftover.id())));
        batch.delete(
                Table.LEFTOVER,
                byHistory(
                        Keys.history(
                                leftover.generation(), leftover.conversation(), leftover.seq())));
    }

    static boolean isNoted(RecordLookup records, MessageId id) {
        return records.has(Table.LEFTOVER, byId(MessageKey.of(id)));
    }

    /// Whether a delivery keeps the message from being removed.
    static boolean isNeeded(RecordLookup records, MessageRecord stored) {
        return deliveries(records, stored).stream()
                .map(DeliveryRecord::delivery)
                .anyMatch(Delivery::keepsItsMessage);
    }

    static byte[] byId(byte[] id) {
        return new ByteWriter(32).raw(BEGIN).raw(id).toBytes();
    }

    private static byte[] byHistory(byte[] history) {
        return new ByteWriter(1 + history.length).octet(BY_HISTORY).raw(history).toBytes();
    }

    /// The next page, by id.
    static List<Leftover> page(View view, byte[] from, byte[] until, int limit) {
        List<Leftover> page = new ArrayList<>();
        try (Scan scan = view.scan(Table.LEFTOVER, from, until)) {
            while (page.size() < limit && scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                key.octet();
                MessageId id = MessageKey.read(key.raw(MessageKey.LENGTH));
                ByteReader place = new ByteReader(scan.value());
                page.add(
                        new Leftover(
                                id,
                                place.int32(),
                                new ConversationId(place.keyText()),
                                place.int64()));
            }
        }
        return page;
    }

    static List<MessageId> of(View view, int generation, ConversationId conversation) {
        List<MessageId> all = new ArrayList<>();
        byte[] prefix = byHistory(Keys.history(generation, conversation));
        try (Scan scan = view.scan(Table.LEFTOVER, prefix)) {
            while (scan.next()) {
                all.add(MessageKey.read(scan.value()));
            }
        }
        return all;
    }

    /// All of a conversation.
    static Set<MessageId> all(View view, ConversationHead head) {
        Set<MessageId> all = new HashSet<>();
        for (int generation : Generations.in(view).left()) {
            if (generation >= head.firstGeneration() && generation <= head.lastGeneration()) {
                all.addAll(of(view, generation, head.conversation().id()));
            }
        }
        return all;
    }

    static Optional<MessageRecord> readable(RecordLookup records, MessageId id) {
        try {
            return MessageRecord.find(records, id);
        } catch (DamagedRecordException e) {
            LOG.error("Forgot the old message {}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /// A conversation whose head cannot be read does not end.
    static Optional<ConversationHead> head(View view, ConversationId id) {
        try {
            return ConversationHead.find(view, id);
        } catch (DamagedRecordException e) {
            LOG.error("Kept the head of an old conversation: {}", e.getMessage());
            return Optional.empty();
        }
    }

    static List<DeliveryRecord> deliveries(RecordLookup records, MessageRecord stored) {
        byte[] key = MessageKey.of(stored.message().id());
        return stored.targets().stream()
                .flatMap(target -> DeliveryRecord.ifSound(records, key, target).stream())
                .toList();
    }

    static Optional<Needed> needed(Batch batch, MessageId id) {
        return readable(batch, id).map(stored -> new Needed(batch, stored));
    }

    /// A retained message, with everything that the range deletes of its step remove.
    static final class Needed {

        private final byte[] key;
        private final byte @Nullable [] value;
        private final MessageRecord stored;
        private final List<byte[]> traceKeys = new ArrayList<>();
        private final List<byte[]> traceValues = new ArrayList<>();
        private final List<DeliveryRecord> deliveries;

        Needed(Batch batch, MessageRecord stored) {
            this.key = MessageKey.of(stored.message().id());
            this.value = batch.get(Table.MESSAGE, key);
            this.stored = stored;
            this.deliveries = deliveries(batch, stored);
            deliveries.forEach(record -> keepTrace(batch, record));
        }

        private void keepTrace(Batch batch, DeliveryRecord record) {
            for (long step = 1; step <= record.steps(); step++) {
                byte[] traceKey = Keys.trace(key, record.delivery().target(), step);
                byte @Nullable [] trace = batch.get(Table.TRACE, traceKey);
                if (trace != null) {
                    traceKeys.add(traceKey);
                    traceValues.add(trace);
                }
            }
        }

        void putAgain(Batch batch) {
            if (value != null) {
                batch.put(Table.MESSAGE, key, value);
            }
            for (int i = 0; i < traceKeys.size(); i++) {
                batch.putWords(Table.TRACE, traceKeys.get(i), traceValues.get(i));
            }
            DeliveryWriter step = new DeliveryWriter(batch, stored.header());
            deliveries.forEach(step::keep);
        }
    }
}
