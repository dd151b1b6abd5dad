package dev.switchboard.application.port.out.audit;

import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores the audit: a chain of entries, which never change, and intents, each of which is removed
/// when its entry is written. Each method may throw
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public interface AuditLog {

    /// Appends an entry to the chain durably. Each of several concurrent appends, on any number of
    /// hubs, gets its own place and the hash of its predecessor.
    ///
    /// @param intent the id of the intent that the entry completes; null if there is none. The
    ///   embedded store writes the entry and removes the intent in one write. Another store removes
    ///   the intent after the entry, so a crash in between leaves the intent over.
    AuditEntry append(Draft draft, @Nullable String intent);

    /// Looks for the entries that match a filter, newest first. It looks at a bounded number, so a
    /// call takes no longer because few of them match.
    ///
    /// @param before the id to continue after; null to begin with the newest
    /// @param limit how many to find
    /// @param most how many to look at
    Found list(AuditFilter filter, @Nullable String before, int limit, int most);

    /// @param entries may be none although older entries match
    /// @param next the `before` to continue with; null if there is nothing older
    record Found(List<AuditEntry> entries, @Nullable String next) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// Returns all entries, oldest first.
    ///
    /// @param after the id to continue after; null to begin with the oldest
    List<AuditEntry> after(@Nullable String after, int limit);

    /// Removes the oldest entries durably, up to and including this one. The chain continues as if
    /// they were there.
    void removeThrough(String id);

    /// Stores an intent durably.
    void begin(Intent intent);

    /// Removes an intent. Does nothing if it is gone.
    void drop(String intent);

    /// Returns some of the stored intents.
    List<Intent> begun(int limit);
}
