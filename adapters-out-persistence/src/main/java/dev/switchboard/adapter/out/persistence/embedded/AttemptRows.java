package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Steps of a trace: rows of their own, or columns of the delivery whose newest call they were.
final class AttemptRows {

    /// What [#read] needs of a row `a` of the attempts.
    static final String COLUMNS =
            "a.step, a.number, a.at, a.took, a.outcome, a.status, a.detail, a.after_gap";

    /// The same of the newest call in a delivery `d`.
    static final String CALL_COLUMNS =
            """
            d.call_step AS step, d.call_number AS number, d.call_at AS at, d.call_took AS took,
            d.call_outcome AS outcome, d.call_status AS status, d.call_detail AS detail,
            d.call_after_gap AS after_gap
            """;

    private static final String INSERT =
            """
            INSERT INTO attempt
                (message, target, step, number, at, took, outcome, status, detail, after_gap)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private AttemptRows() {}

    static Attempt read(Row row) throws SQLException {
        return new Attempt(
                row.count("number"),
                row.instant("at"),
                row.duration("took"),
                row.choice(Outcome.class, "outcome"),
                row.countIfAny("status"),
                row.text("detail"),
                row.flag("after_gap"));
    }

    /// The newest call of a delivery, or null if there was none.
    static @Nullable Attempt readCall(Row row) throws SQLException {
        return row.has("step") ? read(row) : null;
    }

    static void insert(Sql sql, MessageId message, long target, long step, Attempt attempt)
            throws SQLException {
        sql.update(INSERT, message, target, step, values(attempt));
    }

    /// What stands behind the step, in the order of the columns.
    static @Nullable Object[] values(Attempt attempt) {
        return new @Nullable Object[] {
            attempt.number(),
            attempt.at(),
            attempt.took(),
            attempt.outcome(),
            attempt.status(),
            attempt.detail(),
            attempt.afterGap()
        };
    }
}
