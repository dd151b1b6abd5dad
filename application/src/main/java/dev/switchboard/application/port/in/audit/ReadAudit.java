package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit, for admins.
public interface ReadAudit {

    /// Newest first.
    ///
    /// @param before where to continue, as a page before said in `next`; null to begin
    /// @param limit 1 to 1000
    Page list(AuditFilter filter, @Nullable String before, int limit);

    /// Oldest first, whatever they are about.
    ///
    /// @param after the id behind which to go on, null to begin
    /// @return nothing if there are no more
    List<AuditEntry> after(@Nullable String after, int limit);

    /// Goes through the whole chain, from the oldest entry that is kept.
    Verdict verify();

    /// @param next what to give as `before` for the next page, or null on the last one
    record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// Whether entries were changed or taken away since they were written.
    sealed interface Verdict {

        /// @param entries how many are in the chain
        /// @param unchained how many stand before it, of which nothing can be said
        /// @param oldest the id of the chain's first entry, empty without one
        /// @param newest the id of its last entry
        /// @param hash of that one: kept elsewhere, it tells later whether the end was cut off
        record Intact(long entries, long unchained, String oldest, String newest, String hash)
                implements Verdict {}

        /// @param id the first entry that is wrong
        record Broken(String id, Flaw flaw) implements Verdict {}
    }

    enum Flaw {
        /// It is not as it was written.
        CHANGED,
        /// An entry that stood before it is gone, and no retention took it.
        MISSING_BEFORE,
        /// The entry before it is another one than when it was written.
        OTHER_BEFORE
    }
}
