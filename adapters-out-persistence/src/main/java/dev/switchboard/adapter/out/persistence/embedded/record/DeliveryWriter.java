package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes changes of a message's deliveries and maintains their indexes.
public final class DeliveryWriter {

    private static final byte[] NOTHING = {};

    private final Batch batch;
    private final MessageHeader message;
    private final byte[] key;

    public DeliveryWriter(Batch batch, MessageHeader message) {
        this.batch = batch;
        this.message = message;
        this.key = MessageKey.of(message.id());
    }

    /// Writes a delivery of a new message.
    public void begin(Delivery delivery) {
        put(null, DeliveryRecord.born(delivery, message.seq()));
        batch.put(Table.SENT, Keys.sent(delivery.target(), message.at(), key), NOTHING);
    }

    /// Writes a step, including its entry in the trace.
    public void take(
            DeliveryRecord from,
            Delivery next,
            Attempt attempt,
            long position,
            @Nullable String receipt) {
        Target target = next.target();
        DeliveryRecord to = from.taking(next, attempt, position, receipt);
        Attempt earlier = from.call();
        if (attempt.number() == 0) {
            DeliveryRecord.putTrace(batch, Keys.trace(key, target, to.steps()), attempt);
        } else if (earlier != null) {
            DeliveryRecord.putTrace(batch, Keys.trace(key, target, from.callStep()), earlier);
        }
        put(from, to);
    }

    /// Writes an answer: the target has the message.
    public void answer(DeliveryRecord from, Delivery next) {
        put(from, from.becoming(next));
    }

    /// Erases a delivery: ends it if it is open, and removes the target's own texts from its trace.
    public void erase(DeliveryRecord from, Instant now) {
        Target target = from.delivery().target();
        for (long step = 1; step <= from.steps(); step++) {
            byte[] place = Keys.trace(key, target, step);
            byte[] value = batch.get(Table.TRACE, place);
            if (value != null) {
                eraseTrace(place, value);
            }
        }
        DeliveryRecord quiet = from.erased();
        if (from.delivery().isOpen()) {
            Attempt step = Attempt.step(now, Outcome.DISCARDED, ParkReason.ERASED.code());
            take(quiet, Delivery.erased(from.delivery(), now), step, from.position(), null);
        } else {
            put(quiet, quiet);
        }
    }

    private void eraseTrace(byte[] place, byte[] value) {
        try {
            DeliveryRecord.putTrace(batch, place, DeliveryRecord.readTrace(value).erased());
        } catch (DamagedRecordException _) {
            // Its quotes cannot be told from the rest.
            batch.delete(Table.TRACE, place);
        }
    }

    private void put(@Nullable DeliveryRecord from, DeliveryRecord to) {
        Target target = to.delivery().target();
        to.put(batch, key);
        pending(from, to, target);
        dead(from, to, target);
        receipt(from, to);
    }

    private void pending(@Nullable DeliveryRecord from, DeliveryRecord to, Target target) {
        boolean was = from != null && from.delivery() instanceof Pending;
        boolean is = to.delivery() instanceof Pending;
        boolean moves = from != null && from.position() != to.position();
        ConversationId conversation = message.conversation();
        if (from != null && was && (!is || moves)) {
            batch.deleteOnce(Table.PENDING, Keys.pending(target, conversation, from.position()));
        }
        if (is && (!was || moves)) {
            batch.put(Table.PENDING, Keys.pending(target, conversation, to.position()), key);
        }
    }

    private void dead(@Nullable DeliveryRecord from, DeliveryRecord to, Target target) {
        boolean was = from != null && isDead(from.delivery());
        boolean is = isDead(to.delivery());
        if (was != is) {
            set(is, Keys.deadByAge(message.at(), key, target));
            set(is, Keys.deadOfTarget(target, message.at(), key));
        }
        boolean wasParked = from != null && from.delivery() instanceof Parked;
        boolean isParked = to.delivery() instanceof Parked;
        if (wasParked != isParked) {
            set(isParked, Keys.parkedInLane(target, message.conversation(), message.seq()));
        }
    }

    private void set(boolean present, byte[] dead) {
        if (present) {
            batch.put(Table.DEAD, dead, key);
        } else {
            batch.delete(Table.DEAD, dead);
        }
    }

    private static boolean isDead(Delivery delivery) {
        return delivery instanceof Parked || delivery instanceof Discarded;
    }

    private void receipt(@Nullable DeliveryRecord from, DeliveryRecord to) {
        String receipt = to.receipt();
        if (receipt != null && (from == null || !Objects.equals(from.receipt(), receipt))) {
            batch.put(
                    Table.RECEIPT,
                    Keys.receipt(
                            message.generation(), message.conversation(), receipt, to.position()),
                    key);
        }
    }

    /// Puts back the records that a range delete removed.
    public void keep(DeliveryRecord record) {
        Target target = record.delivery().target();
        record.put(batch, key);
        batch.put(Table.SENT, Keys.sent(target, message.at(), key), NOTHING);
        receipt(null, record);
    }

    /// Puts back only the receipt.
    public void keepReceipt(DeliveryRecord record) {
        receipt(null, record);
    }

    /// Removes a delivery and its trace.
    public void forget(DeliveryRecord gone) {
        Target target = gone.delivery().target();
        forget(target);
        for (long step = 1; step <= gone.steps(); step++) {
            batch.delete(Table.TRACE, Keys.trace(key, target, step));
        }
        if (gone.delivery() instanceof Pending) {
            batch.deleteOnce(
                    Table.PENDING, Keys.pending(target, message.conversation(), gone.position()));
        }
        String receipt = gone.receipt();
        if (receipt != null) {
            batch.delete(
                    Table.RECEIPT,
                    Keys.receipt(
                            message.generation(),
                            message.conversation(),
                            receipt,
                            gone.position()));
        }
    }

    /// Removes a delivery that cannot be read, with all that is found without it.
    public void forget(Target target) {
        batch.delete(Table.DELIVERY, Keys.delivery(key, target));
        batch.delete(Table.SENT, Keys.sent(target, message.at(), key));
        set(false, Keys.deadByAge(message.at(), key, target));
        set(false, Keys.deadOfTarget(target, message.at(), key));
        set(false, Keys.parkedInLane(target, message.conversation(), message.seq()));
    }
}
