package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Manages the ownership of conversations and the connections that receive them. Knowing a
/// conversation's name is not ownership: a conversation is claimed by writing to it, or by a signed
/// name that it bears.
public interface FollowConversations {

    /// Binds a conversation to a connection: from now on its messages are pushed there, beginning
    /// after `cursor`, or without one at the first message that no client has acknowledged.
    /// Messages from before the claim of the connection's owner are never pushed. [#mayFollow] says
    /// which connections may be bound. An unclaimed conversation that bears the connection's proven
    /// name becomes that connection's own.
    Bound bind(ClientId client, ConversationId conversation, @Nullable Long cursor);

    /// Records that the client has this message. Never blocks.
    void acknowledge(ClientId client, ConversationId conversation, long seq);

    /// Whether a connection may be bound to a conversation: to its own, and to one without a name
    /// that was never claimed and has no message yet. A page makes up such an id and opens its
    /// socket before its first message. The binding is no ownership, and it ends when somebody else
    /// claims the conversation.
    boolean mayFollow(EndUser who, ConversationId conversation);

    /// Whether a conversation belongs to the user. Writes nothing, and takes equally long for
    /// another's, an unclaimed and an unknown conversation.
    boolean owns(EndUser who, ConversationId conversation);

    /// Ends an owner's claim on a conversation and all bindings to it.
    void release(ConversationId conversation);

    enum Bound {
        DONE,
        /// The connection may not follow it.
        NOT_YOURS,
        /// The connection has as many bindings as allowed.
        TOO_MANY,
        /// The connection has ended.
        GONE
    }
}
