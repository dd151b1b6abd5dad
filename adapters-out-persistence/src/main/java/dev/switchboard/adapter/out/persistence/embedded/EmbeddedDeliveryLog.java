package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.figures.DeliveryFigures;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks for deliveries; which index it takes is for [DeliverySearch] to say.
final class EmbeddedDeliveryLog implements DeliveryLog {

    static final String ONE = DeliverySearch.SELECT + "WHERE d.message = ? AND t.name = ?";
    static final String FIGURES =
            """
            SELECT state, attempts > 1 AS retried, call_took / 1000 AS millis, count(*) AS count
            FROM delivery
            WHERE target = (SELECT id FROM target WHERE name = ?) AND accepted_at >= ?
            GROUP BY state, retried, millis
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

    /// Goes through the deliveries once: a million of one target take about a second.
    @Override
    public Statistics statistics(Target target, Instant since) {
        return store.search(sql ->
                new DeliveryFigures(sql.list(FIGURES, EmbeddedDeliveryLog::figure, target, since))
                        .statistics());
    }

    private static DeliveryFigures.Row figure(Row row) throws SQLException {
        return new DeliveryFigures.Row(
                row.choice(State.class, "state"),
                row.flag("retried"),
                row.has("millis") ? (Long) row.number("millis") : null,
                row.number("count"));
    }
}
