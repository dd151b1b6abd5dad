package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditCursorContract;

class InMemoryAuditCursorTest implements AuditCursorContract {

    private final AuditCursor cursor = new InMemoryAuditCursor(new Outage());

    @Override
    public AuditCursor cursor() {
        return cursor;
    }
}
