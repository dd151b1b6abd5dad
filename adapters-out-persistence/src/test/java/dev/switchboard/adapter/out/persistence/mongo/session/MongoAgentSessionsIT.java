package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.AgentSessionsContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.session.AgentSession;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoAgentSessionsIT implements AgentSessionsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public AgentSessions agentSessions() {
        return store.bean(AgentSessions.class);
    }

    @Test
    void endsWithItsConversation() {
        StorePorts ports = store.ports();
        ports.journal().append(question().owedTo().entry());
        agentSessions().change(CHAT, AgentSession.OPEN);
        agentSessions().change(HELPED, AgentSession.OPEN);
        Instant later = Seed.NOW.plusSeconds(1);

        ports.retention().purge(later, later, later);

        assertThat(agentSessions().find(CHAT)).isEqualTo(AgentSession.NONE);
        assertThat(agentSessions().find(HELPED)).isEqualTo(AgentSession.OPEN);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
