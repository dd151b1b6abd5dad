package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentApiKeys;
import dev.switchboard.adapter.out.persistence.document.DocumentKeptLogIns;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.desk.EmbeddedDeskSessions;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.upstream.TokenVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the stores of accounts, API keys, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
public class IdentityStoreConfiguration {

    @Bean
    Accounts accounts(Store store) {
        return new EmbeddedAccounts(store);
    }

    @Bean
    ApiKeys apiKeys(Store store) {
        return new DocumentApiKeys(ColdTables.of(TableForm.API_KEYS, store));
    }

    @Bean
    KeptLogIns keptLogIns(Store store) {
        return new DocumentKeptLogIns(ColdTables.of(TableForm.LOG_INS, store));
    }

    @Bean
    AuditLog auditLog(Store store) {
        return new EmbeddedAuditLog(store);
    }

    @Bean
    AuditCursor auditCursor(Store store) {
        return new EmbeddedAuditCursor(store);
    }

    @Bean
    TokenVault tokenVault(Store store, TokenSeal seal) {
        return new EmbeddedTokenVault(store, seal);
    }

    @Bean
    EmbeddedDeskSessions deskSessions(Store store, TokenSeal seal) {
        return new EmbeddedDeskSessions(store, seal);
    }
}
