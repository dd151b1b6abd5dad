package dev.switchboard.application.port.out.cluster;

import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;

/// Says what this hub owns. At most one hub owns a conversation at a time; only the owner appends
/// to it, changes it and calls targets for it. The same is true of organisations and of jobs.
///
/// Answers from memory and never blocks. An answer may be outdated a moment later, so it is asked
/// for right before the deed: an owner that loses its right has time for one call of the store. A
/// process may be frozen between answer and deed for any time. Therefore the store's writes bear
/// the [epoch][Term], and a store refuses those of an earlier one.
public interface PartitionOwnership {

    /// Whether this hub serves: it owns partitions, and its right to them has not run out. False on
    /// a standby, and on an owner whose beats fail.
    boolean stands();

    /// Whether this hub serves and owns this.
    boolean owns(PartitionKey key);

    /// Returns the partitions that are this hub's, also while its right has run out. Without those
    /// that it is giving away: nothing new begins there.
    Partitions held();

    /// Returns the term in which this hub owns something, also while its right has run out, and
    /// until it has given it away.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if this hub is
    ///   not the owner
    Term term(PartitionKey key);

    /// Called when the store has something of a later epoch than this hub's: another hub has taken
    /// over. The right of this hub ends at once, until a beat shows that it still is the owner.
    void overtaken(long epoch);

    /// The time in which one hub owns a conversation.
    ///
    /// @param epoch greater than in every earlier term
    /// @param clean whether the hub before had nothing under way when the term began
    record Term(long epoch, boolean clean) {}
}
