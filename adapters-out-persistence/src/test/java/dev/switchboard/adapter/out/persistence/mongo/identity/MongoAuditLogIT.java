package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLogContract;
import org.junit.jupiter.api.AfterEach;

class MongoAuditLogIT implements AuditLogContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public AuditLog auditLog() {
        return store.bean(AuditLog.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
