package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads messages with their deliveries: by their index, and then by their key.
final class EmbeddedHistory implements History {

    static final String MESSAGES =
            "SELECT "
                    + MessageRows.COLUMNS
                    + """
                     FROM conversation c JOIN message m ON m.conversation = c.id
                    WHERE c.name = ? AND m.seq > ? ORDER BY m.seq LIMIT ?
                    """;
    static final String BY_RECEIPT =
            """
            SELECT d.message AS message FROM delivery d
            WHERE d.conversation = (SELECT id FROM conversation WHERE name = ?) AND d.receipt = ?
            ORDER BY d.position DESC LIMIT 1
            """;
    static final String DELIVERIES =
            "SELECT d.message AS message, "
                    + DeliveryRows.COLUMNS
                    + " FROM delivery d JOIN target t ON t.id = d.target WHERE d.message = ?";
    static final String TRACE =
            "SELECT d.message AS message, t.name AS target, "
                    + AttemptRows.CALL_COLUMNS
                    + """
                     FROM delivery d JOIN target t ON t.id = d.target
                    WHERE d.message = ?1 AND d.call_step IS NOT NULL
                    UNION ALL
                    SELECT a.message, t.name,
                    """
                    + AttemptRows.COLUMNS
                    + """
                     FROM attempt a JOIN target t ON t.id = a.target WHERE a.message = ?1
                    UNION ALL
                    SELECT d.message, t.name, 9223372036854775807, 0, d.answered_at, 0, 'ANSWERED',
                        NULL, '', 0
                    FROM delivery d JOIN target t ON t.id = d.target
                    WHERE d.message = ?1 AND d.answered_at IS NOT NULL
                    ORDER BY at, step
                    """;

    private final EmbeddedStore store;

    EmbeddedHistory(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Optional<Recorded> find(MessageId id) {
        return store.read(sql -> find(sql, id));
    }

    private static Optional<Recorded> find(Sql sql, MessageId id) throws SQLException {
        Optional<Message> message = sql.first(MessageRows.ONE, MessageRows::read, id);
        return message.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recorded(message.get(), deliveries(sql, id)));
    }

    @Override
    public Optional<MessageId> findByReceipt(ConversationId conversation, String receipt) {
        return store.read(sql ->
                sql.first(BY_RECEIPT, row -> row.messageId("message"), conversation, receipt));
    }

    @Override
    public List<Recorded> messages(ConversationId conversation, long after, int limit) {
        return store.read(sql -> messages(sql, conversation, after, limit));
    }

    private static List<Recorded> messages(
            Sql sql, ConversationId conversation, long after, int limit) throws SQLException {
        List<Message> messages =
                sql.list(MESSAGES, MessageRows::read, conversation.value(), after, limit);
        List<Recorded> recorded = new ArrayList<>(messages.size());
        for (Message message : messages) {
            recorded.add(new Recorded(message, deliveries(sql, message.id())));
        }
        return recorded;
    }

    private static List<Delivery> deliveries(Sql sql, MessageId message) throws SQLException {
        return sql.list(DELIVERIES, DeliveryRows::read, message);
    }

    @Override
    public List<Hop> trace(MessageId id) {
        return store.read(sql -> sql.list(TRACE, EmbeddedHistory::hop, id));
    }

    private static Hop hop(Row row) throws SQLException {
        return new Hop(Target.parse(row.text("target")), AttemptRows.read(row));
    }
}
