package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.journal.GenerationPurge.Limits;
import dev.switchboard.adapter.out.persistence.embedded.journal.RetainedMessages.Leftover;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Removes old data: keys and messages a day at a time, by deleting ranges; dead deliveries, and
/// messages that were still needed when their day was removed, one by one.
public final class EmbeddedRetention implements Retention {

    private static final int AT_ONCE = 200;

    private final Store store;
    private final WriterCache cache;
    private final GenerationPurge oldest;
    private final EmbeddedOldDayKeys oldKeys;

    public EmbeddedRetention(Store store, WriterCache cache, EndedConversation ended) {
        this(store, cache, ended, Limits.USUAL);
    }

    EmbeddedRetention(Store store, WriterCache cache, EndedConversation ended, Limits limits) {
        this.store = store;
        this.cache = cache;
        this.oldest = new GenerationPurge(store, cache, ended, limits);
        this.oldKeys = new EmbeddedOldDayKeys(store);
    }

    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        boolean keys = store.write(batch -> KeyRecords.purge(batch, cache, now));
        int all = (keys ? 1 : 0) + purgeDead(deadBefore);
        // A day whose removal a crash interrupted goes first: it already counts as past.
        all += oldest.purge(settledBefore) + purgeLeftovers();
        oldKeys.destroy(now, settledBefore);
        return all;
    }

    private int purgeDead(Instant before) {
        int all = 0;
        byte[] from = new byte[] {Keys.Dead.BY_AGE};
        byte[] until = new ByteWriter(9).octet(Keys.Dead.BY_AGE).instant(before).toBytes();
        while (true) {
            byte[] start = from;
            List<byte[]> keys = store.search(view -> keys(view, Table.DEAD, start, until));
            if (keys.isEmpty()) {
                return all;
            }
            all += store.<Integer>write(batch -> forget(batch, keys, before));
            from = new ByteWriter(64).raw(keys.getLast()).octet(0).toBytes();
        }
    }

    private static List<byte[]> keys(View view, Table table, byte[] from, byte[] until) {
        List<byte[]> keys = new ArrayList<>();
        try (Scan scan = view.scan(table, from, until)) {
            while (keys.size() < AT_ONCE && scan.next()) {
                keys.add(scan.key());
            }
        }
        return keys;
    }

    private static int forget(Batch batch, List<byte[]> keys, Instant before) {
        int gone = 0;
        for (byte[] key : keys) {
            Keys.Dead dead = Keys.Dead.read(key);
            Optional<DeliveryRecord> record =
                    DeliveryRecord.find(batch, MessageKey.of(dead.message()), dead.target());
            Optional<MessageRecord> message = MessageRecord.find(batch, dead.message());
            if (record.isEmpty() || message.isEmpty()) {
                batch.delete(Table.DEAD, key);
            } else if (diedBefore(record.get(), before)) {
                new DeliveryWriter(batch, message.get().header()).forget(record.get());
                gone++;
            }
        }
        return gone;
    }

    private static boolean diedBefore(DeliveryRecord record, Instant before) {
        return switch (record.delivery()) {
            case Parked parked -> parked.parkedAt().isBefore(before);
            case Discarded discarded -> discarded.discardedAt().isBefore(before);
            default -> false;
        };
    }

    /// Removes retained messages that are no longer needed.
    private int purgeLeftovers() {
        int all = 0;
        Set<Integer> stillLeft = new TreeSet<>();
        byte[] from = RetainedMessages.BEGIN;
        while (true) {
            byte[] start = from;
            List<Leftover> page =
                    store.search(view ->
                            RetainedMessages.page(view, start, RetainedMessages.END, AT_ONCE));
            if (page.isEmpty()) {
                break;
            }
            all += store.<Integer>write(batch -> forgetSettled(batch, page, stillLeft));
            from = page.getLast().next();
        }
        List<Integer> left = List.copyOf(stillLeft);
        if (!store.<Generations>read(Generations::in).left().equals(left)) {
            store.write(batch -> {
                cache.put(batch, cache.generations(batch).leaving(left));
                return 0;
            });
        }
        return all;
    }

    private int forgetSettled(Batch batch, List<Leftover> page, Set<Integer> stillLeft) {
        int gone = 0;
        for (Leftover each : page) {
            if (forgetIfSettled(batch, each.id())) {
                RetainedMessages.forget(batch, each);
                gone++;
            } else {
                stillLeft.add(each.generation());
            }
        }
        return gone;
    }

    /// Removes a retained message if it is no longer needed.
    private boolean forgetIfSettled(Batch batch, MessageId id) {
        Optional<MessageRecord> found = MessageRecord.find(batch, id);
        if (found.isEmpty()) {
            return true;
        }
        MessageRecord stored = found.get();
        Message message = stored.message();
        List<DeliveryRecord> deliveries = RetainedMessages.deliveries(batch, stored);
        if (deliveries.stream()
                .map(DeliveryRecord::delivery)
                .anyMatch(RetainedMessages::isNeeded)) {
            return false;
        }
        DeliveryWriter step = new DeliveryWriter(batch, stored.header());
        deliveries.forEach(step::forget);
        batch.delete(Table.MESSAGE, MessageKey.of(id));
        batch.delete(
                Table.HISTORY,
                Keys.history(stored.generation(), message.conversation(), message.seq()));
        Optional<ConversationHead> head = cache.head(batch, message.conversation());
        if (head.isPresent() && head.get().conversation().lastSeq() == message.seq()) {
            oldest.end(batch, head.get());
        }
        return true;
    }
}
