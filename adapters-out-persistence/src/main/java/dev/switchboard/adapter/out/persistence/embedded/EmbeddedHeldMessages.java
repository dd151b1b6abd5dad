package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.util.OptionalLong;

/// Finds what waits for clients by indexes that have nothing settled in them.
final class EmbeddedHeldMessages implements HeldMessages {

    private static final String OF_LANE =
            """
            SELECT m.seq FROM delivery d CROSS JOIN message m ON m.id = d.message
            WHERE d.target = (SELECT id FROM target WHERE name = ?1)
                AND d.conversation = (SELECT id FROM conversation WHERE name = ?2)
                AND m.seq > ?3
                AND d.state =
            """;
    static final String UNTAKEN =
            "SELECT min(seq) AS seq FROM ("
                    + OF_LANE
                    + "'PENDING' UNION ALL "
                    + OF_LANE
                    + "'PARKED')";

    private final EmbeddedStore store;

    EmbeddedHeldMessages(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public OptionalLong firstUntaken(ConversationId conversation, long after) {
        return store.read(sql ->
                        sql.first(
                                UNTAKEN,
                                EmbeddedHeldMessages::seq,
                                Target.LIVE_CLIENTS,
                                conversation,
                                after))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong seq(Row row) throws SQLException {
        return row.has("seq") ? OptionalLong.of(row.number("seq")) : OptionalLong.empty();
    }
}
