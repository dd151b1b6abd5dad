package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Agent sessions that live as long as their test.
public final class InMemoryAgentSessions implements AgentSessions {
    private final Map<ConversationId, AgentSession> sessions = new HashMap<>();
    private final Outage outage;

    public InMemoryAgentSessions() {
        this(new Outage());
    }

    public InMemoryAgentSessions(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized AgentSession find(ConversationId conversation) {
        outage.check();
        return sessions.getOrDefault(conversation, AgentSession.NONE);
    }

    @Override
    public synchronized AgentSession change(ConversationId conversation, AgentSession next) {
        outage.check();
        return Objects.requireNonNullElse(sessions.put(conversation, next), AgentSession.NONE);
    }
}
