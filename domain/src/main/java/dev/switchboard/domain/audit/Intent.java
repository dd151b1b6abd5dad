package dev.switchboard.domain.audit;

import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.time.Instant;

/// Stored before an act that changes something begins. An intent left over after a crash becomes an
/// entry.
///
/// @param id unique
public record Intent(
        String id,
        Instant at,
        String actor,
        String action,
        String subject,
        String address,
        String requestId) {

    /// The entry about it.
    public Draft as(Outcome outcome, String detail) {
        return new Draft(at, actor, action, subject, detail, outcome, address, requestId);
    }
}
