package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What admins did.
public interface KeepAudit {

    /// @param action what was done, such as `channel.create`
    /// @param subject what it was done to
    /// @param detail what else is worth knowing, without secrets and bodies
    void record(String actor, String action, String subject, String detail);

    /// Newest first.
    Page list(@Nullable String before, int limit);

    /// @param next what to give as `before` for the next page, or null on the last one
    record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
