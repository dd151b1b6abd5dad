package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentApiKeys;
import dev.switchboard.adapter.out.persistence.document.DocumentKeptLogIns;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.desk.EmbeddedDeskSessions;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores of accounts, API keys, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
@Import({
    EmbeddedAccounts.class,
    EmbeddedAuditLog.class,
    EmbeddedAuditCursor.class,
    EmbeddedTokenVault.class,
    EmbeddedDeskSessions.class
})
public class IdentityStoreConfiguration {

    @Bean
    ApiKeys apiKeys(Store store) {
        return new DocumentApiKeys(ColdTables.of(TableForm.API_KEYS, store));
    }

    @Bean
    KeptLogIns keptLogIns(Store store) {
        return new DocumentKeptLogIns(ColdTables.of(TableForm.LOG_INS, store));
    }
}
