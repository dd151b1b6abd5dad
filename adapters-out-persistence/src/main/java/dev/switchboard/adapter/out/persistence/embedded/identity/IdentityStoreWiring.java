package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.embedded.desk.EmbeddedDeskSessions;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Wires the stores of accounts, the audit, and our tokens for other systems.
public final class IdentityStoreWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(EmbeddedAccounts.class);
        registry.registerBean(EmbeddedAuditLog.class);
        registry.registerBean(EmbeddedAuditCursor.class);
        registry.registerBean(EmbeddedTokenVault.class);
        registry.registerBean(EmbeddedDeskSessions.class);
    }
}
