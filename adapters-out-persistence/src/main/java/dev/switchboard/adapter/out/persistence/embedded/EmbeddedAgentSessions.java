package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import java.sql.SQLException;

/// A row per conversation that has or had an agent session. It goes with its conversation.
final class EmbeddedAgentSessions implements AgentSessions {

    static final String ONE =
            "SELECT conversation, state FROM agent_session WHERE conversation = ?";

    private static final String PUT =
            """
            INSERT INTO agent_session (conversation, state) VALUES (?, ?)
            ON CONFLICT (conversation) DO UPDATE SET state = excluded.state
            """;

    private final EmbeddedStore store;

    EmbeddedAgentSessions(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public AgentSession find(ConversationId conversation) {
        return store.read(sql -> find(sql, conversation));
    }

    private static AgentSession find(Sql sql, ConversationId conversation) throws SQLException {
        return sql.first(ONE, row -> row.choice(AgentSession.class, "state"), conversation)
                .orElse(AgentSession.NONE);
    }

    /// Nearly all messages to a desk find its session open, which takes a read and no write.
    @Override
    public AgentSession change(ConversationId conversation, AgentSession next) {
        return find(conversation) == next
                ? next
                : store.write(sql -> change(sql, conversation, next));
    }

    private static AgentSession change(Sql sql, ConversationId conversation, AgentSession next)
            throws SQLException {
        AgentSession before = find(sql, conversation);
        if (next == AgentSession.NONE) {
            sql.update("DELETE FROM agent_session WHERE conversation = ?", conversation);
        } else {
            sql.update(PUT, conversation, next);
        }
        return before;
    }
}
