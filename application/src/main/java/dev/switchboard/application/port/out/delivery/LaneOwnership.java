package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;

/// Says which node runs a conversation's lanes. At most one node at a time owns a conversation.
public interface LaneOwnership {

    /// Asks to run a conversation's lanes. The same node asking again gets the same answer.
    Claim claim(ConversationId conversation);

    /// Gives a conversation back that was granted; harmless if it was not.
    void release(ConversationId conversation);

    sealed interface Claim {

        /// @param fence grows with every change of owner of this conversation
        record Granted(long fence) implements Claim {}

        /// Another node runs it.
        record Elsewhere() implements Claim {}
    }
}
