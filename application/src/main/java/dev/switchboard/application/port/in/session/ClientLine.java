package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;

/// The way to a client, as its adapter has it. Never blocks.
public interface ClientLine {

    /// Sends a message.
    ///
    /// @param redelivered whether it may have been sent to some client before
    /// @return [Offered#QUEUED]: [FollowConversations#acknowledge] may follow; [Offered#FULL]:
    ///   [ServeClients#drained] follows
    Offered push(Message message, boolean redelivered);

    /// Tells something that is never repeated.
    void tell(Notice notice);

    /// Another connection has taken over the session: this one ends.
    void replaced();

    /// What is told once, to whoever is there.
    sealed interface Notice {

        /// A user's message that was accepted for later reached its target, or was given up.
        record Settled(Message message, Delivery delivery) implements Notice {}

        /// A user's message has not reached its target for a while.
        record Slow(Message message) implements Notice {}

        /// Somebody types, or the like.
        record Fleeting(ConversationId conversation, Content content) implements Notice {}
    }
}
