package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditCursorContract;

class EmbeddedAuditCursorIT extends EngineCase implements AuditCursorContract {

    @Override
    public AuditCursor cursor() {
        return new EmbeddedAuditCursor(engine());
    }
}
