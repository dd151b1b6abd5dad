package dev.switchboard.domain.cluster;

import static java.util.Locale.ROOT;

/// Periodic work on the whole store. One hub is enough for each.
public enum Job implements PartitionKey {
    /// Removes expired messages and keys.
    PURGE,
    /// Removes expired log-ins and keys of accounts.
    IDENTITY,
    /// Removes sessions, claims and files of clients that did not return.
    SESSIONS,
    /// Removes old drafts of agents.
    DRAFTS,
    /// Removes old steps of handoffs from those that figures count.
    FIGURES,
    /// Parks messages that no client fetched.
    UNFETCHED,
    /// Continues the erasure of people.
    ERASURES,
    /// Takes words out of the index that retention took from the journal.
    SEARCH;

    @Override
    public String partitionKey() {
        return "x/" + name().toLowerCase(ROOT);
    }
}
