package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentApiKeys;
import dev.switchboard.adapter.out.persistence.document.DocumentKeptLogIns;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.mongo.desk.MongoDeskSessions;
import dev.switchboard.adapter.out.persistence.mongo.document.MongoDocumentTable;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores of accounts, API keys, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
@Import({
    MongoAccounts.class,
    MongoAuditLog.class,
    MongoAuditCursor.class,
    MongoTokenVault.class,
    MongoDeskSessions.class
})
public class MongoIdentityConfiguration {

    @Bean
    ApiKeys apiKeys(MongoStore store, BodySeal seal) {
        return new DocumentApiKeys(new MongoDocumentTable(store, seal, TableForm.API_KEYS));
    }

    @Bean
    KeptLogIns keptLogIns(MongoStore store, BodySeal seal) {
        return new DocumentKeptLogIns(new MongoDocumentTable(store, seal, TableForm.LOG_INS));
    }
}
