package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
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
/// their messages are noted; those that only live clients wait for are removed, and so are entries
/// without a readable message.
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
    static OpenDeliveries find(
            View view, Purge purge, Table index, GenerationPurge.Limits limits) {
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
        if (stored.isEmpty()) {
            lost.add(scan.key());
        } else if (!isForLiveClients(scan) || RetainedMessages.isNeeded(view, stored.get())) {
            needed.add(stored.get().header());
        } else if (liveDelivery(view, id).isPresent()) {
            unfetched.add(stored.get().header());
        } else {
            lost.add(scan.key());
        }
    }

    private boolean isForLiveClients(Scan scan) {
        return index == Table.PENDING
                && Keys.Pending.read(scan.key()).target().equals(Target.LIVE_CLIENTS);
    }

    private static Optional<DeliveryRecord> liveDelivery(View view, MessageId id) {
        return RetainedMessages.delivery(view, MessageKey.of(id), Target.LIVE_CLIENTS);
    }

    void write(Batch batch) {
        needed.forEach(message -> RetainedMessages.note(batch, message));
        unfetched.forEach(message -> forget(batch, message));
        lost.forEach(key -> drop(batch, key));
    }

    private static void forget(Batch batch, MessageHeader message) {
        // It may have been taken or parked meanwhile; a parked one is noted.
        RetainedMessages.delivery(batch, MessageKey.of(message.id()), Target.LIVE_CLIENTS)
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
