package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditCursorContract;
import org.junit.jupiter.api.AfterEach;

class MongoAuditCursorIT implements AuditCursorContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public AuditCursor cursor() {
        return store.bean(AuditCursor.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
