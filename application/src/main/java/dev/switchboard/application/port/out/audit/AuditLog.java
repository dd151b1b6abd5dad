package dev.switchboard.application.port.out.audit;

import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what admins did. Entries are never changed.
public interface AuditLog {

    /// Stores an entry durably.
    void record(AuditEntry entry);

    /// Newest first.
    ///
    /// @param before the id to continue behind, null to begin with the newest
    List<AuditEntry> list(@Nullable String before, int limit);
}
