package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLogContract;

class InMemoryAuditLogTest implements AuditLogContract {
    private final AuditLog auditLog = new InMemoryAuditLog();

    @Override
    public AuditLog auditLog() {
        return auditLog;
    }
}
