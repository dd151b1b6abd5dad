package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.desk.MongoDeskSessions;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Wires the stores of accounts, the audit, and our tokens for other systems.
public final class MongoIdentityWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(MongoAccounts.class);
        registry.registerBean(MongoAuditLog.class);
        registry.registerBean(MongoAuditCursor.class);
        registry.registerBean(MongoTokenVault.class);
        registry.registerBean(MongoDeskSessions.class);
    }
}
