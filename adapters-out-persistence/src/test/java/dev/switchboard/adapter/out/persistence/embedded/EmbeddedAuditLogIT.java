package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLogContract;

class EmbeddedAuditLogIT extends EmbeddedStoreCase implements AuditLogContract {

    @Override
    public AuditLog auditLog() {
        return new EmbeddedAuditLog(opened().store());
    }
}
