package dev.switchboard.application.port.in.session;

import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.util.Optional;

/// Reaches a client's connection by its id.
public interface ReachClients {

    /// Returns what a live connection has proved; empty if there is no such connection.
    Optional<EndUser> who(ClientId client);

    /// [Binds][FollowConversations#bind] a conversation to a connection.
    ///
    /// @param proven completes the connection's own proofs, for this conversation alone
    Bound bind(ClientId client, EndUser proven, ConversationId conversation);
}
