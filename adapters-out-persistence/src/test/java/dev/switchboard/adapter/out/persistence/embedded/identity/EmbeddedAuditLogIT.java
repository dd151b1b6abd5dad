package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLogContract;

class EmbeddedAuditLogIT extends EngineCase implements AuditLogContract {

    @Override
    public AuditLog auditLog() {
        return new EmbeddedAuditLog(engine());
    }
}
