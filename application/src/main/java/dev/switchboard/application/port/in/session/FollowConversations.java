package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Whose a conversation is, and which connections receive it. To name a conversation is not to own
/// it: it is claimed by writing to it, or by a signed name that it bears.
public interface FollowConversations {

    /// Binds a conversation to a connection: from now on its messages are pushed there, beginning
    /// with those after `cursor`; without one, with the first that no client has acknowledged; and
    /// never with what came before the connection's owner claimed it. See [#mayFollow] for whom. A
    /// conversation that bears the name which the connection proved becomes its own if it was
    /// nobody's.
    Bound bind(ClientId client, ConversationId conversation, @Nullable Long cursor);

    /// The client has this message.
    ///
    /// Never blocks.
    void acknowledge(ClientId client, ConversationId conversation, long seq);

    /// Whether a connection may be bound to a conversation: to one's own, and to one that bears no
    /// name, that nobody ever had and in which nothing was said yet. A page makes such an id up and
    /// opens its socket before its first message. It owns nothing by that, and its binding ends
    /// when somebody else claims the conversation.
    boolean mayFollow(EndUser who, ConversationId conversation);

    /// Whether a conversation is somebody's own. Writes nothing, and takes as long for another's as
    /// for one that nobody has, or that is not there at all.
    boolean owns(EndUser who, ConversationId conversation);

    /// Ends an owner's claim on a conversation and all bindings to it.
    void release(ConversationId conversation);

    enum Bound {
        DONE,
        /// The connection may not follow it.
        NOT_YOURS,
        /// The connection is bound to as many as it may be.
        TOO_MANY,
        /// The connection is over.
        GONE
    }
}
