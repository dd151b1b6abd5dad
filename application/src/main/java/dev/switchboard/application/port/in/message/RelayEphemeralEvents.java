package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.ClientId;

/// Passes on what is worth nothing a moment later, such as typing: at once or never, and not
/// journaled (promise D24).
public interface RelayEphemeralEvents {

    /// From a user's connection to a bot or desk: one try, in the background. Nothing happens when
    /// the conversation is not that connection's own, or its target is away.
    void fromUser(Hint hint);

    /// To the live clients of a conversation.
    void toClients(ConversationId conversation, Content content);

    record Hint(
            ConversationId conversation, ClientId client, Content.Json content, Target target) {}
}
