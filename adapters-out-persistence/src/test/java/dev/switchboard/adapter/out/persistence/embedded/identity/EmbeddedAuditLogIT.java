package dev.switchboard.adapter.out.persistence.embedded.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLog.Found;
import dev.switchboard.application.port.out.audit.AuditLogContract;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedAuditLogIT extends EngineCase implements AuditLogContract {

    @Override
    public AuditLog auditLog() {
        return new EmbeddedAuditLog(engine());
    }

    @Test
    void readsEntriesFromBeforeTheChain() {
        String id = "aud_0190a5e0c7b07f7f8f7f8f7f8f7f8f7f";
        byte[] key = new ByteWriter(64).octet(1).keyText(id).toBytes();
        byte[] value =
                new ByteWriter(64)
                        .octet(1)
                        .text(id)
                        .instant(Seed.NOW)
                        .text("root")
                        .text("channel.create")
                        .text("slack")
                        .text("new")
                        .toBytes();
        engine().write(batch -> {
            batch.put(Table.AUDIT, key, value);
            return key;
        });

        AuditEntry next =
                auditLog()
                        .append(
                                new Draft(Seed.NOW, "a", "b", "c", "d", Outcome.DONE, "", ""),
                                null);

        AuditEntry old = new AuditEntry(id, Seed.NOW, "root", "channel.create", "slack", "new");
        assertThat(auditLog().after(null, 10)).containsExactly(old, next);
        assertThat(next.number()).isEqualTo(1);
    }

    @Test
    void goesOnBehindAnEntryThatCannotBeRead() {
        Draft draft = new Draft(Seed.NOW, "a", "b", "c", "d", Outcome.DONE, "", "");
        AuditEntry older = auditLog().append(draft, null);
        AuditEntry damaged = auditLog().append(draft, null);
        byte[] key = new ByteWriter(64).octet(1).keyText(damaged.id()).toBytes();
        engine().write(batch -> {
            batch.put(Table.AUDIT, key, new byte[] {9});
            return key;
        });

        Found none = auditLog().list(AuditFilter.ALL, null, 10, 1);

        assertThat(none).isEqualTo(new Found(List.of(), damaged.id()));
        assertThat(auditLog().list(AuditFilter.ALL, none.next(), 10, 1).entries())
                .containsExactly(older);
    }
}
