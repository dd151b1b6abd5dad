package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;

/// Decides which node runs a conversation's lanes. At most one node owns a conversation at a time.
public interface LaneOwnership {

    /// Requests the lanes of a conversation. A repeat by the same node gets the same answer.
    Claim claim(ConversationId conversation);

    /// Returns a granted conversation. Does nothing if it was not granted.
    void release(ConversationId conversation);

    sealed interface Claim {

        /// @param fence rises with each change of owner of this conversation
        record Granted(long fence) implements Claim {}

        /// Another node runs its lanes.
        record Elsewhere() implements Claim {}
    }
}
