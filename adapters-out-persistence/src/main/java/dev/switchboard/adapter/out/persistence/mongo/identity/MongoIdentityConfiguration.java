package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.desk.MongoDeskSessions;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores of accounts, the audit, and our tokens for other systems.
@Configuration(proxyBeanMethods = false)
@Import({
    MongoAccounts.class,
    MongoAuditLog.class,
    MongoAuditCursor.class,
    MongoTokenVault.class,
    MongoDeskSessions.class
})
public class MongoIdentityConfiguration {}
