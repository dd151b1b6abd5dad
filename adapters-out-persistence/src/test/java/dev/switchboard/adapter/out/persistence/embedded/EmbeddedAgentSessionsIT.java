package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.AgentSessionsContract;
import dev.switchboard.domain.session.AgentSession;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmbeddedAgentSessionsIT extends EmbeddedStoreCase implements AgentSessionsContract {

    @Override
    public AgentSessions agentSessions() {
        return new EmbeddedAgentSessions(opened().store());
    }

    @Test
    void endsWithItsConversation() {
        store().journal().append(question().owedTo().entry());
        agentSessions().change(CHAT, AgentSession.OPEN);
        agentSessions().change(HELPED, AgentSession.OPEN);
        Instant later = Seed.NOW.plusSeconds(1);

        store().retention().purge(later, later, later);

        assertThat(agentSessions().find(CHAT)).isEqualTo(AgentSession.NONE);
        assertThat(agentSessions().find(HELPED)).isEqualTo(AgentSession.OPEN);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        agentSessions().change(HELPED, AgentSession.OPEN);
        long before = opened().gate().commits();

        agentSessions().change(HELPED, AgentSession.OPEN);

        assertThat(opened().gate().commits()).isEqualTo(before);
    }
}
