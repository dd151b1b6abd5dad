package dev.switchboard.application.port.out.cluster;

import dev.switchboard.domain.conversation.ConversationId;

/// Says what this hub owns. At most one hub owns a conversation at a time; only the owner appends
/// to it, changes it and calls targets for it.
///
/// Answers from memory and never blocks. An answer may be outdated a moment later, so it is asked
/// for right before the deed: an owner that loses its right has time for one call of the store.
public interface PartitionOwnership {

    /// Whether this hub serves: it owns partitions, and its right to them has not run out. False on
    /// a standby, and on an owner whose beats fail.
    boolean stands();

    /// Whether this hub serves and owns this conversation.
    boolean owns(ConversationId conversation);
}
