package dev.switchboard.application.port.out.audit;

import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the audit: a chain of entries that are never changed, and intents, which go when their
/// entries come. Each method may throw
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public interface AuditLog {

    /// Puts an entry at the end of the chain, durably. Of any number that are appended at once, on
    /// any number of hubs, each gets a place of its own and the hash of the one before it.
    ///
    /// @param intent the id of the intent that it ends, null if it ends none. In the embedded store
    ///   both are one write; elsewhere the intent goes behind the entry, so that a crash in between
    ///   leaves it over.
    AuditEntry append(Draft draft, @Nullable String intent);

    /// Those that a filter admits, newest first.
    ///
    /// @param before the id to continue behind, null to begin with the newest
    List<AuditEntry> list(AuditFilter filter, @Nullable String before, int limit);

    /// All, oldest first.
    ///
    /// @param after the id to continue behind, null to begin with the oldest
    List<AuditEntry> after(@Nullable String after, int limit);

    /// Removes the oldest entries, durably, up to this one and with it. The chain goes on as if
    /// they were there.
    void removeThrough(String id);

    /// Stores an intent durably.
    void begin(Intent intent);

    /// Removes an intent. Harmless if it is gone.
    void drop(String intent);

    /// Some of the intents that are stored.
    List<Intent> begun(int limit);
}
