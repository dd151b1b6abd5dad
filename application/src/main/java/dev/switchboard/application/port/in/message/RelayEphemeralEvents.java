package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.ClientId;

/// Relays events that are worthless a moment later, such as typing: at once or never, without the
/// journal (promise D24).
public interface RelayEphemeralEvents {

    /// Sends an event of a user's connection to a bot or desk, with one try in the background. Does
    /// nothing if the conversation is not that connection's own, or its target is away.
    ///
    /// @return false if the conversation is somebody else's
    boolean fromUser(UserEvent event);

    /// Sends an event to the live clients of a conversation.
    void toClients(ConversationId conversation, Content content);

    record UserEvent(
            ConversationId conversation, ClientId client, Content content, Target target) {}
}
