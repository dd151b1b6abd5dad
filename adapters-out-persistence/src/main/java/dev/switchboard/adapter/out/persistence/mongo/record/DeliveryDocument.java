package dev.switchboard.adapter.out.persistence.mongo.record;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery within its message. The state decides which times are present.
///
/// @param position in its lane: the message's `seq` times 2^20, or after everything that was
///   pending when it was re-driven
/// @param since when the age of a pending delivery starts
/// @param closedAt when it was parked or discarded
/// @param last the newest step that called the target
public record DeliveryDocument(
        String target,
        State state,
        long revision,
        int attempts,
        long position,
        @Nullable Instant since,
        @Nullable Instant dueAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant answeredAt,
        @Nullable String reason,
        @Nullable Instant closedAt,
        @Nullable HopDocument last) {

    /// Leaves room between two messages for deliveries re-driven after the first.
    private static final int ROOM_FOR_REDRIVEN = 20;

    public static long positionOf(long seq) {
        return seq << ROOM_FOR_REDRIVEN;
    }

    /// @param last the step that led to this state, if it called the target
    public static DeliveryDocument from(
            Delivery delivery, long position, @Nullable HopDocument last) {
        return switch (delivery) {
            case Pending pending -> pending(pending, position, last);
            case Delivered(_, _, _, var at) ->
                    done(State.DELIVERED, delivery, at, null, position, last);
            case Answered(_, _, _, var delivered, var answered) ->
                    done(State.ANSWERED, delivery, delivered, answered, position, last);
            case Parked(_, _, _, var reason, var at) ->
                    closed(State.PARKED, delivery, reason, at, position, last);
            case Discarded(_, _, _, var reason, var at) ->
                    closed(State.DISCARDED, delivery, reason, at, position, last);
        };
    }

    private static DeliveryDocument pending(
            Pending delivery, long position, @Nullable HopDocument last) {
        return new DeliveryDocument(
                delivery.target().toString(),
                State.PENDING,
                delivery.revision(),
                delivery.attempts(),
                position,
                delivery.since(),
                delivery.dueAt(),
                null,
                null,
                null,
                null,
                last);
    }

    private static DeliveryDocument done(
            State state,
            Delivery delivery,
            Instant deliveredAt,
            @Nullable Instant answeredAt,
            long position,
            @Nullable HopDocument last) {
        return new DeliveryDocument(
                delivery.target().toString(),
                state,
                delivery.revision(),
                delivery.attempts(),
                position,
                null,
                null,
                deliveredAt,
                answeredAt,
                null,
                null,
                last);
    }

    private static DeliveryDocument closed(
            State state,
            Delivery delivery,
            ParkReason reason,
            Instant at,
            long position,
            @Nullable HopDocument last) {
        return new DeliveryDocument(
                delivery.target().toString(),
                state,
                delivery.revision(),
                delivery.attempts(),
                position,
                null,
                null,
                null,
                null,
                reason.code(),
                at,
                last);
    }

    public Delivery toDelivery() {
        Target where = Target.parse(target);
        return switch (state) {
            case PENDING -> toPending();
            case DELIVERED -> new Delivered(where, revision, attempts, requireNonNull(deliveredAt));
            case ANSWERED ->
                    new Answered(
                            where,
                            revision,
                            attempts,
                            requireNonNull(deliveredAt),
                            requireNonNull(answeredAt));
            case PARKED ->
                    new Parked(where, revision, attempts, parkReason(), requireNonNull(closedAt));
            case DISCARDED ->
                    new Discarded(
                            where, revision, attempts, parkReason(), requireNonNull(closedAt));
        };
    }

    private ParkReason parkReason() {
        return new ParkReason(requireNonNull(reason));
    }

    public Pending toPending() {
        return new Pending(
                Target.parse(target),
                revision,
                attempts,
                requireNonNull(since),
                requireNonNull(dueAt));
    }
}
