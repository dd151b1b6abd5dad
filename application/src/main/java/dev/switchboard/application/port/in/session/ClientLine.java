package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;

/// The connection to a client, implemented by its adapter. Never blocks.
public interface ClientLine {

    /// Sends a message.
    ///
    /// @param redelivered whether the message may have been sent to some client before
    /// @return [Offered#QUEUED]: [FollowConversations#acknowledge] may follow; [Offered#FULL]:
    ///   [ServeClients#drained] follows
    Offered push(Message message, boolean redelivered);

    /// Sends an event, which is never repeated.
    void tell(ClientEvent event);

    /// Ends this connection because another one has taken over the session.
    void replaced();

    /// Ends this connection because the client acknowledges too little. Its session can be
    /// continued.
    void tooSlow();

    /// An event of a conversation, sent once to the clients that are connected.
    sealed interface ClientEvent {

        ConversationId conversation();

        /// A user's message that was queued reached its target, or was given up.
        record Settled(Message message, Delivery delivery) implements ClientEvent {

            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// A user's message has not reached its target for a while.
        record Slow(Message message) implements ClientEvent {

            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// An ephemeral event, such as typing.
        record Ephemeral(ConversationId conversation, Content content) implements ClientEvent {}
    }
}
