package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the stores for participants of conversations. Needs [StoredConversations].
@Configuration(proxyBeanMethods = false)
public class SessionStoreConfiguration {

    @Bean
    Claims claims(Store store, StoredConversations conversations) {
        return new EmbeddedClaims(store, conversations);
    }

    @Bean
    ClientSessions clientSessions(Store store) {
        return new EmbeddedClientSessions(store);
    }

    @Bean
    AgentSessions agentSessions(Store store) {
        return new EmbeddedAgentSessions(store);
    }

    @Bean
    WaitingParts waitingParts(Store store) {
        return new EmbeddedWaitingParts(store);
    }
}
