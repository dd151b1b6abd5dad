package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What admins did.
public interface KeepAudit {

    /// Writes down what was done, after it was done: so every entry is of something that happened,
    /// with what came of it. If the hub dies in the instant between, the deed stands and its entry
    /// is missing; an entry written first would as often tell of deeds that were then refused. If
    /// the store goes away in that instant, the caller is told 503 although the deed stands.
    ///
    /// @param action what was done, such as `channel.create`
    /// @param subject what it was done to
    /// @param detail what else is worth knowing, without secrets and bodies
    void record(String actor, String action, String subject, String detail);

    /// Newest first.
    ///
    /// @param before where to continue, as a page before said in `next`; null to begin
    /// @param limit 1 to 1000
    Page list(@Nullable String before, int limit);

    /// @param next what to give as `before` for the next page, or null on the last one
    record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
