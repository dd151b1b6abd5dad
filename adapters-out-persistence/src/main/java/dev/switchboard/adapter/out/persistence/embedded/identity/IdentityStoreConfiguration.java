package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.embedded.desk.EmbeddedDeskSessions;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores of accounts, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
@Import({
    EmbeddedAccounts.class,
    EmbeddedAuditLog.class,
    EmbeddedAuditCursor.class,
    EmbeddedTokenVault.class,
    EmbeddedDeskSessions.class
})
public class IdentityStoreConfiguration {}
