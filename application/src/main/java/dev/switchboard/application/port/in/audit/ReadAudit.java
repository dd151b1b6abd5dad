package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the audit, for admins.
public interface ReadAudit {

    /// Returns entries, newest first. A page looks at a bounded number of them, for about a second:
    /// if few match, it has fewer than `limit` or none, and says where to continue.
    ///
    /// @param before the `next` of the previous page; null to begin
    /// @param limit 1 to 1000
    Page list(AuditFilter filter, @Nullable String before, int limit);

    /// Returns entries of every kind, oldest first.
    ///
    /// @param after the id to continue after; null to begin
    /// @return an empty list if there are no more
    List<AuditEntry> after(@Nullable String after, int limit);

    /// Checks the whole chain, from the oldest entry that is kept.
    ChainCheck verify();

    /// @param next the `before` of the next page; null on the last page
    record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// The answer to whether entries were changed or removed after they were written.
    sealed interface ChainCheck {

        /// @param entries the number of entries in the chain
        /// @param unchained the number of entries before the chain, which cannot be checked
        /// @param oldest the id of the chain's first entry; empty if there is none
        /// @param newest the id of its last entry
        /// @param hash the hash of the last entry. A copy kept elsewhere shows later whether the
        ///   end of the chain was cut off
        record Intact(long entries, long unchained, String oldest, String newest, String hash)
                implements ChainCheck {}

        /// @param id the first entry that is wrong
        record Broken(String id, Flaw flaw) implements ChainCheck {}
    }

    enum Flaw {
        /// The entry differs from what was written.
        CHANGED,
        /// An entry before it is gone, and retention did not remove it.
        MISSING_BEFORE,
        /// The entry before it differs from the one it was chained to.
        OTHER_BEFORE
    }
}
