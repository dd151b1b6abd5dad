package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageHeader;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A page of open deliveries of a day that is being removed, from an index of them. Those that keep
/// their messages are noted; those that only wait for live clients are removed, and so are entries
/// of what cannot be read.
final class OpenDeliveries {

    private static final byte[] BEHIND_ALL = {-1};

    private final Table index;
    private final List<MessageHeader> needed = new ArrayList<>();
    private final List<MessageHeader> unfetched = new ArrayList<>();
    private final List<byte[]> lost = new ArrayList<>();
    private byte @Nullable [] next;

    private OpenDeliveries(Table index) {
        this.index = index;
    }

    /// @param index `PENDING`, or `DEAD` from the parked ones on
    static OpenDeliveries find(View view, Purge purge, Table index, GenerationPurge.Limits limits) {
        OpenDeliveries page = new OpenDeliveries(index);
        byte[] until =
                index == Table.PENDING ? BEHIND_ALL : ByteWriter.behind(Keys.parkedInLanes());
        int looked = 0;
        try (Scan scan = view.scan(index, purge.from, until)) {
            while (page.next == null && scan.next()) {
                looked++;
                if (looked > limits.looked() || page.size() == limits.messages()) {
                    page.next = scan.key();
                } else if (Arrays.compareUnsigned(scan.value(), purge.last) < 0) {
                    page.add(view, scan);
                }
            }
        }
        return page;
    }

    private int size() {
        return needed.size() + unfetched.size() + lost.size();
    }

    /// The key at which the next page begins; null at the end.
    byte @Nullable [] next() {
        return next;
    }

    /// Messages of earlier days were noted with their day.
    private void add(View view, Scan scan) {
        MessageId id = MessageKey.read(scan.value());
        if (RetainedMessages.isNoted(view, id)) {
            return;
        }
        Optional<MessageRecord> stored = RetainedMessages.readable(view, id);
        if (stored.isPresent() && RetainedMessages.isNeeded(view, stored.get())) {
            needed.add(stored.get().header());
        } else if (stored.isPresent()
                && DeliveryRecord.ifSound(view, scan.value(), targetOf(scan)).isPresent()) {
            unfetched.add(stored.get().header());
        } else {
            lost.add(scan.key());
        }
    }

    private Target targetOf(Scan scan) {
        ByteReader key = new ByteReader(scan.key());
        if (index == Table.DEAD) {
            key.octet();
        }
        return Target.parse(key.keyText());
    }

    void write(Batch batch) {
        needed.forEach(message -> RetainedMessages.note(batch, message));
        unfetched.forEach(message -> forget(batch, message));
        lost.forEach(key -> drop(batch, key));
    }

    private static void forget(Batch batch, MessageHeader message) {
        // A client may have taken it meanwhile. If it was parked, the message was noted.
        DeliveryRecord.ifSound(batch, MessageKey.of(message.id()), Target.LIVE_CLIENTS)
                .filter(record -> record.delivery() instanceof Pending)
                .ifPresent(new DeliveryWriter(batch, message)::forget);
    }

    private void drop(Batch batch, byte[] key) {
        if (index == Table.PENDING) {
            batch.deleteOnce(index, key);
        } else {
            batch.delete(index, key);
        }
    }
}
