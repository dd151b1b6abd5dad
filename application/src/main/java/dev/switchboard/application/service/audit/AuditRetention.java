package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes entries whose retention time is over. It first appends an entry that names them and the
/// hash of the last one. The chain can therefore be verified from the oldest remaining entry, and
/// nobody else can cut it short unnoticed.
final class AuditRetention {

    /// The action of that entry.
    static final String ACTION = "audit.trim";

    private static final Duration STEP = Duration.ofDays(1);
    private static final int AT_ONCE = 1000;

    private final AuditLog log;
    private final Duration kept;
    private final Clock clock;

    /// @param kept how long entries stay. They are removed up to a day later, so that there is one
    ///   such entry a day
    AuditRetention(AuditLog log, Duration kept, Clock clock) {
        this.log = log;
        this.kept = kept;
        this.clock = clock;
    }

    /// Removes old entries.
    void trim() {
        Instant now = clock.instant();
        Instant limit = now.minus(kept);
        List<AuditEntry> oldest = log.after(null, 1);
        if (oldest.isEmpty() || !oldest.getFirst().at().isBefore(limit.minus(STEP))) {
            return;
        }
        AuditEntry last = lastBefore(limit);
        if (last != null) {
            log.append(
                    new Draft(now, Act.HUB, ACTION, last.id(), last.hash(), Outcome.DONE, "", ""),
                    null);
            log.removeThrough(last.id());
        }
    }

    /// Returns the last entry of the run of old entries at the chain's start.
    private @Nullable AuditEntry lastBefore(Instant limit) {
        AuditEntry last = null;
        List<AuditEntry> page = log.after(null, AT_ONCE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                if (!entry.at().isBefore(limit)) {
                    return last;
                }
                last = entry;
            }
            page = log.after(page.getLast().id(), AT_ONCE);
        }
        return last;
    }
}
