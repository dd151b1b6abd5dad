package dev.switchboard.adapter.out.persistence.embedded.session;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores for participants of conversations. Needs [StoredConversations].
@Configuration(proxyBeanMethods = false)
@Import({
    EmbeddedClaims.class,
    EmbeddedClientSessions.class,
    EmbeddedAgentSessions.class,
    EmbeddedWaitingParts.class
})
public class SessionStoreConfiguration {}
