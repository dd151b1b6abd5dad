package dev.switchboard.adapter.out.persistence.embedded.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.AgentSessionsContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import org.junit.jupiter.api.Test;

class EmbeddedAgentSessionsIT extends EngineCase implements AgentSessionsContract {

    private static final ConversationId OTHER = ConversationId.of("desk", "main/bob");

    @Override
    public AgentSessions agentSessions() {
        return new EmbeddedAgentSessions(engine());
    }

    @Test
    void endsWithItsConversation() {
        agentSessions().change(HELPED, AgentSession.OPEN);
        agentSessions().change(OTHER, AgentSession.OPEN);

        engine().write(batch -> {
            ConversationEnd.write(batch, HELPED);
            return HELPED;
        });

        assertThat(agentSessions().find(HELPED)).isEqualTo(AgentSession.NONE);
        assertThat(agentSessions().find(OTHER)).isEqualTo(AgentSession.OPEN);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        agentSessions().change(HELPED, AgentSession.OPEN);
        long before = commits();

        agentSessions().change(HELPED, AgentSession.OPEN);

        assertThat(commits()).isEqualTo(before);
    }

    @Test
    void takesASessionThatCannotBeReadForNone() {
        agentSessions().change(HELPED, AgentSession.OPEN);
        damage(Table.AGENT_SESSION, HELPED.value());

        assertThat(agentSessions().change(HELPED, AgentSession.ENDED)).isEqualTo(AgentSession.NONE);
        assertThat(agentSessions().find(HELPED)).isEqualTo(AgentSession.ENDED);
    }
}
