package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Whose a conversation is, and which connections receive it (contracts netomi 2.2, pega 4).
public interface FollowConversations {

    /// Binds a conversation to a connection: from now on its messages are pushed there, beginning
    /// with those after `cursor`; without one, with the first that no client has acknowledged. An
    /// unclaimed conversation becomes the connection's own.
    Bound bind(ClientId client, ConversationId conversation, @Nullable Long cursor);

    /// The client has this message.
    ///
    /// Never blocks.
    void acknowledge(ClientId client, ConversationId conversation, long seq);

    /// Whether somebody may have a conversation: it is their own already, or free and theirs from
    /// now on.
    boolean claim(EndUser who, ConversationId conversation);

    /// Whether a conversation is somebody's own already.
    boolean owns(EndUser who, ConversationId conversation);

    /// Ends an owner's claim on a conversation and all bindings to it.
    void release(ConversationId conversation);

    enum Bound {
        DONE,
        /// The conversation is another's.
        NOT_YOURS,
        /// The connection is bound to as many as it may be.
        TOO_MANY,
        /// The connection is over.
        GONE
    }
}
