package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLogContract;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void readsEntriesFromBeforeTheChain() {
        String id = "aud_0190a5e0c7b07f7f8f7f8f7f8f7f8f7f";
        Document document =
                new Document("_id", id)
                        .append("at", Seed.NOW)
                        .append("actor", "root")
                        .append("action", "channel.create")
                        .append("subject", "slack")
                        .append("detail", "new");
        store.bean(MongoStore.class).run(mongo -> mongo.insert(document, Collections.AUDIT));

        AuditEntry next =
                auditLog()
                        .append(
                                new Draft(Seed.NOW, "a", "b", "c", "d", Outcome.DONE, "", ""),
                                null);

        AuditEntry old = new AuditEntry(id, Seed.NOW, "root", "channel.create", "slack", "new");
        assertThat(auditLog().after(null, 10)).containsExactly(old, next);
        assertThat(next.number()).isEqualTo(1);
    }
}
