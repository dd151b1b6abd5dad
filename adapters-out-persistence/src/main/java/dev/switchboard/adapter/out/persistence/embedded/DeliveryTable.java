package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the writer does to deliveries. Each step leaves its trace with it.
final class DeliveryTable {

    static final String PENDING_OF_TARGET =
            select(
                    """
                    WHERE d.state = 'PENDING' AND d.target = (SELECT id FROM target WHERE name = ?)
                    LIMIT ?
                    """);
    static final String ONE = select("WHERE d.message = ? AND t.name = ?");
    static final String LAST_POSITION =
            """
            SELECT max(
                (SELECT seq FROM message WHERE conversation = ?1 ORDER BY seq DESC LIMIT 1) << 20,
                ifnull((SELECT max(position) FROM delivery
                        WHERE state = 'PENDING' AND target = ?2 AND conversation = ?1), 0))
            """;

    private static final int POSITION_BITS = 20;
    private static final String INSERT =
            """
            INSERT INTO delivery
                (message, target, conversation, accepted_at, position, state, revision, attempts,
                 since, due_at, delivered_at, answered_at, reason, given_up_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String SET_STATE =
            """
            UPDATE delivery SET state = ?, revision = ?, attempts = ?, since = ?, due_at = ?,
                delivered_at = ?, answered_at = ?, reason = ?, given_up_at = ?, position = ?,
                steps = ?
            """;
    private static final String SET_CALL =
            """
            , call_step = ?, call_number = ?, call_at = ?, call_took = ?, call_outcome = ?,
                call_status = ?, call_detail = ?, call_after_gap = ?,
                receipt = ifnull(?, receipt)
            """;
    private static final String STEP = SET_STATE + "WHERE message = ? AND target = ?";
    private static final String CALL = SET_STATE + SET_CALL + "WHERE message = ? AND target = ?";
    static final String FIRST_CALL =
            """
            UPDATE delivery SET state = ?, revision = ?, attempts = ?, since = ?, due_at = ?,
                delivered_at = ?, answered_at = ?, reason = ?, given_up_at = ?, steps = 1
            """
                    + SET_CALL
                    + """
                    WHERE message = ? AND target = (SELECT id FROM target WHERE name = ?)
                        AND revision = ? AND steps = 0
                    """;

    /// What the domain's `answered` does, in one step for all deliveries of a message: each
    /// callback takes it. The trace reads `answered_at`, so it needs no row in `attempt` either.
    static final String ANSWER =
            """
            UPDATE delivery SET
                attempts = CASE state WHEN 'PENDING' THEN max(attempts, 1) ELSE attempts END,
                delivered_at = CASE state WHEN 'DELIVERED' THEN delivered_at ELSE ?1 END,
                state = 'ANSWERED', revision = revision + 1, answered_at = ?1,
                since = NULL, due_at = NULL, reason = NULL, given_up_at = NULL
            WHERE message = ?2 AND state IN ('PENDING', 'DELIVERED', 'PARKED')
            """;

    private DeliveryTable() {}

    private static String select(String condition) {
        return "SELECT d.message AS message, d.target AS target_id, d.conversation AS"
                + " conversation_id, d.position, d.steps, "
                + DeliveryRows.COLUMNS
                + ", "
                + AttemptRows.CALL_COLUMNS
                + " FROM delivery d JOIN target t ON t.id = d.target "
                + condition;
    }

    /// A delivery with where it stands in its lane and in its trace.
    ///
    /// @param steps how many the trace has
    /// @param callStep which of them was the newest call
    record Stored(
            MessageId message,
            long target,
            long conversation,
            long position,
            long steps,
            long callStep,
            @Nullable Attempt call,
            Delivery delivery) {}

    private static Stored read(Row row) throws SQLException {
        Attempt call = AttemptRows.readCall(row);
        return new Stored(
                row.messageId("message"),
                row.number("target_id"),
                row.number("conversation_id"),
                row.number("position"),
                row.number("steps"),
                call == null ? 0 : row.number("step"),
                call,
                DeliveryRows.read(row));
    }

    static List<Stored> pending(Sql sql, Target target, int limit) throws SQLException {
        return sql.list(PENDING_OF_TARGET, DeliveryTable::read, target, limit);
    }

    static Optional<Stored> find(Sql sql, MessageId message, Target target) throws SQLException {
        return sql.first(ONE, DeliveryTable::read, message, target);
    }

    static void insert(Sql sql, Message message, long conversation, long target, Delivery delivery)
            throws SQLException {
        sql.update(
                INSERT,
                message.id(),
                target,
                conversation,
                message.at(),
                message.seq() << POSITION_BITS,
                DeliveryRows.values(delivery));
    }

    /// Takes the step if it is the first of its delivery: what nearly all messages need is one
    /// update.
    ///
    /// @return whether it was, and nobody stepped in
    static boolean takeFirstCall(Sql sql, Settlement settlement) throws SQLException {
        int changed =
                sql.update(
                        FIRST_CALL,
                        DeliveryRows.values(settlement.next()),
                        1,
                        AttemptRows.values(settlement.attempt()),
                        settlement.receipt(),
                        settlement.message(),
                        settlement.next().target(),
                        settlement.expected());
        return changed == 1;
    }

    /// An answer to the message came in: whoever was to have it, has it.
    static void answer(Sql sql, MessageId answered, Instant now) throws SQLException {
        sql.update(ANSWER, now, answered);
    }

    /// Makes a delivery what it becomes and adds the step to its trace.
    static void advance(Sql sql, Stored from, Delivery next, Attempt attempt) throws SQLException {
        advance(sql, from, next, from.position(), attempt, null);
    }

    /// Likewise, and keeps the target's receipt if it gave one.
    static void take(Sql sql, Stored from, Delivery next, Settlement settlement)
            throws SQLException {
        advance(sql, from, next, from.position(), settlement.attempt(), settlement.receipt());
    }

    /// Likewise, and moves it behind everything that is pending in its lane.
    static void advanceToEnd(Sql sql, Stored from, Delivery next, Attempt attempt)
            throws SQLException {
        long last = sql.number(LAST_POSITION, from.conversation(), from.target());
        advance(sql, from, next, last + 1, attempt, null);
    }

    private static void advance(
            Sql sql,
            Stored from,
            Delivery next,
            long position,
            Attempt attempt,
            @Nullable String receipt)
            throws SQLException {
        long step = from.steps() + 1;
        @Nullable Object[] state = DeliveryRows.values(next);
        if (attempt.number() == 0) {
            AttemptRows.insert(sql, from.message(), from.target(), step, attempt);
            sql.update(STEP, state, position, step, from.message(), from.target());
            return;
        }
        Attempt earlier = from.call();
        if (earlier != null) {
            AttemptRows.insert(sql, from.message(), from.target(), from.callStep(), earlier);
        }
        @Nullable Object[] call = AttemptRows.values(attempt);
        sql.update(CALL, state, position, step, step, call, receipt, from.message(), from.target());
    }
}
