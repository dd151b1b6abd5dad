package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A delivery's state as columns, and back.
final class DeliveryRows {

    /// What [#read] needs of a delivery `d` to its target `t`.
    static final String COLUMNS =
            """
            t.name AS target, d.state, d.revision, d.attempts, d.since, d.due_at, d.delivered_at,
            d.answered_at, d.reason, d.given_up_at
            """;

    private DeliveryRows() {}

    static Delivery read(Row row) throws SQLException {
        Target target = Target.parse(row.text("target"));
        long revision = row.number("revision");
        int attempts = row.count("attempts");
        return switch (row.choice(State.class, "state")) {
            case PENDING -> readPending(row);
            case DELIVERED ->
                    new Delivered(target, revision, attempts, row.instant("delivered_at"));
            case ANSWERED ->
                    new Answered(
                            target,
                            revision,
                            attempts,
                            row.instant("delivered_at"),
                            row.instant("answered_at"));
            case PARKED ->
                    new Parked(target, revision, attempts, reason(row), row.instant("given_up_at"));
            case DISCARDED ->
                    new Discarded(
                            target, revision, attempts, reason(row), row.instant("given_up_at"));
        };
    }

    static Pending readPending(Row row) throws SQLException {
        return new Pending(
                Target.parse(row.text("target")),
                row.number("revision"),
                row.count("attempts"),
                row.instant("since"),
                row.instant("due_at"));
    }

    private static ParkReason reason(Row row) throws SQLException {
        return new ParkReason(row.text("reason"));
    }

    /// In the order of the columns, from `state` on.
    static @Nullable Object[] values(Delivery delivery) {
        return new @Nullable Object[] {
            state(delivery), delivery.revision(), delivery.attempts(), details(delivery)
        };
    }

    private static State state(Delivery delivery) {
        return switch (delivery) {
            case Pending _ -> State.PENDING;
            case Delivered _ -> State.DELIVERED;
            case Answered _ -> State.ANSWERED;
            case Parked _ -> State.PARKED;
            case Discarded _ -> State.DISCARDED;
        };
    }

    /// In the order of the columns: `since`, `due_at`, `delivered_at`, `answered_at`, `reason`,
    /// `given_up_at`.
    private static @Nullable Object[] details(Delivery delivery) {
        return switch (delivery) {
            case Pending pending ->
                    columns(pending.since(), pending.dueAt(), null, null, null, null);
            case Delivered delivered ->
                    columns(null, null, delivered.deliveredAt(), null, null, null);
            case Answered answered ->
                    columns(null, null, answered.deliveredAt(), answered.answeredAt(), null, null);
            case Parked parked ->
                    columns(null, null, null, null, parked.reason().code(), parked.parkedAt());
            case Discarded dead ->
                    columns(null, null, null, null, dead.reason().code(), dead.discardedAt());
        };
    }

    private static @Nullable Object[] columns(@Nullable Object... values) {
        return values;
    }
}
