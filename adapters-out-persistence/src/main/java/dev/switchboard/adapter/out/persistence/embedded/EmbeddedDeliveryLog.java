package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for deliveries; which index it takes is for [DeliverySearch] to say.
final class EmbeddedDeliveryLog implements DeliveryLog {

    static final String ONE = DeliverySearch.SELECT + "WHERE d.message = ? AND t.name = ?";
    static final String COUNTS =
            """
            SELECT count(*) AS sent,
                count(*) FILTER (WHERE state IN ('DELIVERED', 'ANSWERED')) AS delivered,
                count(*) FILTER (WHERE state = 'ANSWERED') AS answered,
                count(*) FILTER (WHERE attempts > 1) AS retried,
                count(*) FILTER (WHERE state = 'PARKED') AS parked,
                count(*) FILTER (WHERE state = 'PENDING') AS pending,
                count(call_took) FILTER (WHERE state IN ('DELIVERED', 'ANSWERED')) AS timed
            FROM delivery
            WHERE target = (SELECT id FROM target WHERE name = ?) AND accepted_at >= ?
            """;
    static final String DURATION =
            """
            SELECT call_took FROM delivery
            WHERE target = (SELECT id FROM target WHERE name = ?) AND accepted_at >= ?
                AND state IN ('DELIVERED', 'ANSWERED') AND call_took IS NOT NULL
            ORDER BY call_took LIMIT 1 OFFSET ?
            """;

    private final EmbeddedStore store;

    EmbeddedDeliveryLog(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Optional<Item> find(MessageId message, Target target) {
        return store.read(sql -> sql.first(ONE, EmbeddedDeliveryLog::item, message, target));
    }

    @Override
    public List<Item> list(Query query) {
        DeliverySearch search = new DeliverySearch(query);
        return store.search(
                sql -> sql.list(search.text(), EmbeddedDeliveryLog::item, search.values()));
    }

    private static Item item(Row row) throws SQLException {
        return new Item(
                row.messageId("message"),
                new ConversationId(row.text("conversation")),
                row.number("seq"),
                row.instant("accepted_at"),
                DeliveryRows.read(row),
                AttemptRows.readCall(row));
    }

    @Override
    public Statistics statistics(Target target, Instant since) {
        return store.search(sql -> statistics(sql, target, since));
    }

    private static Statistics statistics(Sql sql, Target target, Instant since)
            throws SQLException {
        long timed = sql.first(COUNTS, row -> row.number("timed"), target, since).orElse(0L);
        Duration p50 = percentile(sql, target, since, timed, 50);
        Duration p95 = percentile(sql, target, since, timed, 95);
        return sql.first(COUNTS, row -> counted(row, p50, p95), target, since).orElseThrow();
    }

    private static Statistics counted(Row row, @Nullable Duration p50, @Nullable Duration p95)
            throws SQLException {
        return new Statistics(
                row.number("sent"),
                row.number("delivered"),
                row.number("answered"),
                row.number("retried"),
                row.number("parked"),
                row.number("pending"),
                p50,
                p95);
    }

    private static @Nullable Duration percentile(
            Sql sql, Target target, Instant since, long timed, int percent) throws SQLException {
        long rank = Math.max(1, Math.ceilDiv(timed * percent, 100));
        return sql.first(DURATION, row -> row.duration("call_took"), target, since, rank - 1)
                .orElse(null);
    }
}
