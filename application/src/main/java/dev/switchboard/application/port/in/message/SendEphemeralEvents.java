package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;

/// Sends a user's ephemeral events to bots and desks. Their place is among the messages of the
/// conversation, so only the hub that owns it sends them.
public interface SendEphemeralEvents {

    /// Sends an event with one try in the background. Does nothing if the target is away.
    void send(ConversationId conversation, Target target, Content content);
}
