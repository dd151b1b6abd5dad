package dev.switchboard.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Selects audit entries. A null component matches everything.
///
/// @param actor, action, subject exactly as in the entry
/// @param from the earliest time, inclusive
/// @param to the latest time, exclusive
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {

    /// All entries.
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    public boolean admits(AuditEntry entry) {
        return isAny(actor, entry.actor())
                && isAny(action, entry.action())
                && isAny(subject, entry.subject())
                && (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to));
    }

    private static boolean isAny(@Nullable String wanted, String given) {
        return wanted == null || wanted.equals(given);
    }
}
