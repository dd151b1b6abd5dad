package dev.switchboard.adapter.out.persistence.embedded.session;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Wires the stores for participants of conversations. Needs [StoredConversations].
public final class SessionStoreWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(EmbeddedClaims.class);
        registry.registerBean(EmbeddedClientSessions.class);
        registry.registerBean(EmbeddedAgentSessions.class);
        registry.registerBean(EmbeddedWaitingParts.class);
    }
}
