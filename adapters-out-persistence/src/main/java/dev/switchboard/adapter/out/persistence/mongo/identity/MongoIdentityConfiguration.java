package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentApiKeys;
import dev.switchboard.adapter.out.persistence.document.DocumentKeptLogIns;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.adapter.out.persistence.mongo.desk.MongoDeskSessions;
import dev.switchboard.adapter.out.persistence.mongo.document.MongoDocumentTable;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the stores of accounts, API keys, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
public class MongoIdentityConfiguration {

    @Bean
    Accounts accounts(MongoStore store, Clock clock) {
        return new MongoAccounts(store, clock);
    }

    @Bean
    ApiKeys apiKeys(MongoStore store, BodySeal seal) {
        return new DocumentApiKeys(new MongoDocumentTable(store, seal, TableForm.API_KEYS));
    }

    @Bean
    KeptLogIns keptLogIns(MongoStore store, BodySeal seal) {
        return new DocumentKeptLogIns(new MongoDocumentTable(store, seal, TableForm.LOG_INS));
    }

    @Bean
    AuditLog auditLog(MongoStore store) {
        return new MongoAuditLog(store);
    }

    @Bean
    AuditCursor auditCursor(MongoStore store) {
        return new MongoAuditCursor(store);
    }

    @Bean
    TokenVault tokenVault(MongoStore store, TokenSeal seal) {
        return new MongoTokenVault(store, seal);
    }

    @Bean
    MongoDeskSessions deskSessions(MongoStore store, TokenSeal seal) {
        return new MongoDeskSessions(store, seal);
    }
}
