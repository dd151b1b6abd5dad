package dev.switchboard.adapter.out.persistence.mongo;

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

/// One delivery within its message. Which times are there depends on the state.
///
/// @param position its place in its lane: the message's `seq` times 2^20, or behind everything
///   pending when it was re-driven
/// @param since from when on a pending one's age counts
/// @param closedAt when it was parked or discarded
/// @param last the newest step that called the target
record DeliveryDocument(
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

    /// Leaves room between two messages for those that are re-driven behind the first.
    private static final int ROOM_FOR_REDRIVEN = 20;

    static long positionOf(long seq) {
        return seq << ROOM_FOR_REDRIVEN;
    }

    /// @param last the step that led here, if it called the target
    static DeliveryDocument from(Delivery delivery, long position, @Nullable HopDocument last) {
        String target = delivery.target().toString();
        long revision = delivery.revision();
        int attempts = delivery.attempts();
        return switch (delivery) {
            case Pending(_, _, _, var since, var due) ->
                    new DeliveryDocument(
                            target,
                            State.PENDING,
                            revision,
                            attempts,
                            position,
                            since,
                            due,
                            null,
                            null,
                            null,
                            null,
                            last);
            case Delivered(_, _, _, var at) ->
                    new DeliveryDocument(
                            target,
                            State.DELIVERED,
                            revision,
                            attempts,
                            position,
                            null,
                            null,
                            at,
                            null,
                            null,
                            null,
                            last);
            case Answered(_, _, _, var delivered, var answered) ->
                    new DeliveryDocument(
                            target,
                            State.ANSWERED,
                            revision,
                            attempts,
                            position,
                            null,
                            null,
                            delivered,
                            answered,
                            null,
                            null,
                            last);
            case Parked(_, _, _, var reason, var at) ->
                    new DeliveryDocument(
                            target,
                            State.PARKED,
                            revision,
                            attempts,
                            position,
                            null,
                            null,
                            null,
                            null,
                            reason.code(),
                            at,
                            last);
            case Discarded(_, _, _, var reason, var at) ->
                    new DeliveryDocument(
                            target,
                            State.DISCARDED,
                            revision,
                            attempts,
                            position,
                            null,
                            null,
                            null,
                            null,
                            reason.code(),
                            at,
                            last);
        };
    }

    Delivery toDelivery() {
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
                    new Parked(
                            where,
                            revision,
                            attempts,
                            new ParkReason(requireNonNull(reason)),
                            requireNonNull(closedAt));
            case DISCARDED ->
                    new Discarded(
                            where,
                            revision,
                            attempts,
                            new ParkReason(requireNonNull(reason)),
                            requireNonNull(closedAt));
        };
    }

    Pending toPending() {
        return new Pending(
                Target.parse(target),
                revision,
                attempts,
                requireNonNull(since),
                requireNonNull(dueAt));
    }
}
