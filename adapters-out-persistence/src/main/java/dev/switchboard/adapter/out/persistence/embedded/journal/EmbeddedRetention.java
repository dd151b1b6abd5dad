package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.journal.GenerationPurge.Limits;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Removes old data: keys and messages a day at a time, by deleting ranges; dead deliveries, and
/// messages that were still needed when their day was removed, one by one.
public final class EmbeddedRetention implements Retention {

    private static final int AT_ONCE = 200;

    private final Store store;
    private final WriterCache cache;
    private final GenerationPurge oldest;
    private final LeftoverPurge leftovers;
    private final EmbeddedOldDayKeys oldKeys;

    public EmbeddedRetention(Store store, WriterCache cache, EndedConversation ended) {
        this(store, cache, ended, Limits.USUAL);
    }

    EmbeddedRetention(Store store, WriterCache cache, EndedConversation ended, Limits limits) {
        this.store = store;
        this.cache = cache;
        this.oldest = new GenerationPurge(store, cache, ended, limits);
        this.leftovers = new LeftoverPurge(store, cache, oldest);
        this.oldKeys = new EmbeddedOldDayKeys(store);
    }

    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        boolean keys = store.write(batch -> KeyRecords.purge(batch, cache, now));
        int all = (keys ? 1 : 0) + purgeDead(deadBefore);
        // A day whose removal a crash interrupted goes first: it already counts as past.
        all += oldest.purge(settledBefore) + leftovers.purge();
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
            Optional<MessageRecord> message = RetainedMessages.readable(batch, dead.message());
            if (message.isPresent()) {
                gone += forget(batch, message.get(), dead.target(), before);
            } else {
                byte[] id = MessageKey.of(dead.message());
                batch.delete(Table.DEAD, key);
                batch.delete(Table.DEAD, Keys.deadOfTarget(dead.target(), dead.at(), id));
            }
        }
        return gone;
    }

    private static int forget(Batch batch, MessageRecord message, Target target, Instant before) {
        DeliveryWriter step = new DeliveryWriter(batch, message.header());
        Optional<DeliveryRecord> record =
                DeliveryRecord.ifSound(batch, MessageKey.of(message.message().id()), target);
        if (record.isEmpty()) {
            step.forget(target);
            return 1;
        }
        if (diedBefore(record.get(), before)) {
            step.forget(record.get());
            return 1;
        }
        return 0;
    }

    private static boolean diedBefore(DeliveryRecord record, Instant before) {
        return switch (record.delivery()) {
            case Parked parked -> parked.parkedAt().isBefore(before);
            case Discarded discarded -> discarded.discardedAt().isBefore(before);
            default -> false;
        };
    }
}
