package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.AuditEntry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what admins did.
public final class AuditService implements KeepAudit {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    private final AuditLog log;
    private final Ids ids;
    private final Clock clock;

    public AuditService(AuditLog log, Ids ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void record(String actor, String action, String subject, String detail) {
        String id = ids.messageId().value().replace("msg_", "aud_");
        log.record(new AuditEntry(id, clock.instant(), actor, action, subject, detail));
        LOG.atInfo()
                .addKeyValue("actor", actor)
                .addKeyValue("action", action)
                .addKeyValue("subject", subject)
                .log("Admin {}: {} {}", actor, action, subject);
    }

    @Override
    public Page list(@Nullable String before, int limit) {
        List<AuditEntry> entries = log.list(before, limit);
        boolean last = entries.size() < limit;
        return new Page(entries, last ? null : entries.getLast().id());
    }
}
