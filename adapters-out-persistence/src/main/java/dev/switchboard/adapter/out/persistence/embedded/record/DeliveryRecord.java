package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A delivery in `DELIVERY`, with its position in the lane and its place in the trace. The record
/// itself contains the newest call, so a message that is taken at the first attempt has no entry in
/// `TRACE`.
///
/// @param position in the lane: seq * 2^20, and more for a re-driven delivery
/// @param steps the number of steps in the trace
/// @param callStep the number of the step with the newest call
public record DeliveryRecord(
        Delivery delivery,
        long position,
        long steps,
        long callStep,
        @Nullable Attempt call,
        @Nullable String receipt) {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRecord.class);

    private static final int LAYOUT = 1;
    private static final int USUAL = 64;
    private static final int POSITION_BITS = 20;

    private static final int PENDING = 0;
    private static final int DELIVERED = 1;
    private static final int ANSWERED = 2;
    private static final int PARKED = 3;
    private static final int DISCARDED = 4;

    /// The record of a new delivery.
    public static DeliveryRecord born(Delivery delivery, long seq) {
        return new DeliveryRecord(delivery, positionOf(seq), 0, 0, null, null);
    }

    public static long positionOf(long seq) {
        return seq << POSITION_BITS;
    }

    /// Moves the delivery to another state, with one more step.
    public DeliveryRecord taking(
            Delivery next, Attempt attempt, long nextPosition, @Nullable String given) {
        boolean called = attempt.number() > 0;
        return new DeliveryRecord(
                next,
                nextPosition,
                steps + 1,
                called ? steps + 1 : callStep,
                called ? attempt : call,
                given == null ? receipt : given);
    }

    /// Moves the delivery to another state without a step, for an answer: the trace takes the
    /// answer's time from the delivery.
    public DeliveryRecord becoming(Delivery next) {
        return new DeliveryRecord(next, position, steps, callStep, call, receipt);
    }

    /// Removes the target's own text.
    DeliveryRecord erased() {
        Attempt quiet = call == null ? null : call.erased();
        return new DeliveryRecord(delivery, position, steps, callStep, quiet, receipt);
    }

    public static Optional<DeliveryRecord> find(
            RecordLookup records, byte[] message, Target target) {
        byte @Nullable [] value = records.get(Table.DELIVERY, Keys.delivery(message, target));
        return value == null ? Optional.empty() : Optional.of(read(target, value));
    }

    /// Like [#find], but empty also if the record cannot be read: it harms only itself.
    public static Optional<DeliveryRecord> ifSound(
            RecordLookup records, byte[] message, Target target) {
        try {
            return find(records, message, target);
        } catch (DamagedRecordException e) {
            LOG.error("Left out a delivery of {}: {}", MessageKey.read(message), e.getMessage());
            return Optional.empty();
        }
    }

    /// @param message the key of its message
    public void put(Batch batch, byte[] message) {
        byte[] key = Keys.delivery(message, delivery.target());
        Attempt newest = call;
        if (newest != null && newest.quotesTarget()) {
            batch.putWords(Table.DELIVERY, key, value());
        } else {
            batch.put(Table.DELIVERY, key, value());
        }
    }

    private byte[] value() {
        ByteWriter writer = new ByteWriter(USUAL).octet(LAYOUT);
        writeState(writer);
        writer.number(position).number(steps).number(callStep);
        Attempt newest = call;
        writer.flag(newest != null);
        if (newest != null) {
            Attempts.write(writer, newest);
        }
        return writer.textIfAny(receipt).toBytes();
    }

    private void writeState(ByteWriter writer) {
        switch (delivery) {
            case Pending pending ->
                    head(writer, PENDING).instant(pending.since()).instant(pending.dueAt());
            case Delivered delivered -> head(writer, DELIVERED).instant(delivered.deliveredAt());
            case Answered answered ->
                    head(writer, ANSWERED)
                            .instant(answered.deliveredAt())
                            .instant(answered.answeredAt());
            case Parked parked ->
                    head(writer, PARKED).text(parked.reason().code()).instant(parked.parkedAt());
            case Discarded dead ->
                    head(writer, DISCARDED).text(dead.reason().code()).instant(dead.discardedAt());
        }
    }

    private ByteWriter head(ByteWriter writer, int state) {
        return writer.octet(state).number(delivery.revision()).number(delivery.attempts());
    }

    /// @throws DamagedRecordException if the value is unreadable
    public static DeliveryRecord read(Target target, byte[] value) {
        return Decoder.requireSound(() -> read(target, new ByteReader(value)));
    }

    private static DeliveryRecord read(Target target, ByteReader reader) {
        if (reader.octet() != LAYOUT) {
            throw new DamagedRecordException("its layout is unknown");
        }
        Delivery delivery = readState(target, reader);
        long position = reader.number();
        long steps = reader.number();
        long callStep = reader.number();
        Attempt call = reader.flag() ? Attempts.read(reader) : null;
        return new DeliveryRecord(delivery, position, steps, callStep, call, reader.textIfAny());
    }

    private static Delivery readState(Target target, ByteReader reader) {
        int state = reader.octet();
        long revision = reader.number();
        int attempts = (int) reader.number();
        return switch (state) {
            case PENDING ->
                    new Pending(target, revision, attempts, reader.instant(), reader.instant());
            case DELIVERED -> new Delivered(target, revision, attempts, reader.instant());
            case ANSWERED ->
                    new Answered(target, revision, attempts, reader.instant(), reader.instant());
            case PARKED -> new Parked(target, revision, attempts, reason(reader), reader.instant());
            case DISCARDED ->
                    new Discarded(target, revision, attempts, reason(reader), reader.instant());
            default -> throw new DamagedRecordException("its state is unknown");
        };
    }

    private static ParkReason reason(ByteReader reader) {
        return new ParkReason(reader.text());
    }

    /// Puts a step into `TRACE`.
    public static void putTrace(Batch batch, byte[] key, Attempt attempt) {
        ByteWriter writer = new ByteWriter(USUAL).octet(LAYOUT);
        Attempts.write(writer, attempt);
        if (attempt.quotesTarget()) {
            batch.putWords(Table.TRACE, key, writer.toBytes());
        } else {
            batch.put(Table.TRACE, key, writer.toBytes());
        }
    }

    /// @throws DamagedRecordException if the value is unreadable
    public static Attempt readTrace(byte[] value) {
        ByteReader reader = new ByteReader(value);
        if (reader.octet() != LAYOUT) {
            throw new DamagedRecordException("its layout is unknown");
        }
        return Decoder.requireSound(() -> Attempts.read(reader));
    }

    /// A step of a trace: a value in `TRACE`, or for the newest call a part of the delivery's
    /// value.
    private static final class Attempts {

        private static final int NANOS_PER_MICRO = 1000;

        private static final Outcome[] OUTCOMES = {
            Outcome.DELIVERED,
            Outcome.ANSWERED,
            Outcome.UNAVAILABLE,
            Outcome.UNKNOWN_OUTCOME,
            Outcome.REFUSED,
            Outcome.PARKED,
            Outcome.REDRIVEN,
            Outcome.DISCARDED
        };

        private Attempts() {}

        static void write(ByteWriter writer, Attempt attempt) {
            Integer status = attempt.status();
            writer.number(attempt.number())
                    .instant(attempt.at())
                    .number(Math.max(0, attempt.took().toNanos() / NANOS_PER_MICRO))
                    .octet(List.of(OUTCOMES).indexOf(attempt.outcome()))
                    .number(status == null ? 0 : status + 1L)
                    .text(attempt.detail())
                    .flag(attempt.afterGap());
        }

        static Attempt read(ByteReader reader) {
            int number = (int) reader.number();
            Instant at = reader.instant();
            Duration took = Duration.ofNanos(reader.number() * NANOS_PER_MICRO);
            Outcome outcome = reader.choice(OUTCOMES);
            int status = (int) reader.number();
            String detail = reader.text();
            return new Attempt(
                    number,
                    at,
                    took,
                    outcome,
                    status == 0 ? null : status - 1,
                    detail,
                    reader.flag());
        }
    }
}
