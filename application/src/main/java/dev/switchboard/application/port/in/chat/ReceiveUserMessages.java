package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import java.util.List;

/// Receives what a platform reports of its users' messages, and of its bots' messages to them. A
/// user's message goes to the agents while they have the chat; every other message is context.
public interface ReceiveUserMessages {

    /// Journals the messages in this order. All are durable when it returns.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the caller may
    ///   repeat the call; no message is journaled twice
    void hear(List<InboundMessage> all);

    /// @param by the user or the bot
    /// @param source the scope in which `id` is unique
    /// @param id the platform's id of the message, 1-500 characters
    /// @param text the text of the message, if it has one; may be empty
    /// @param echo whether the platform repeats a message of one of its senders, which may be the
    ///   hub
    record InboundMessage(
            ConversationId conversation,
            Party by,
            String source,
            String id,
            Content content,
            String text,
            boolean echo) {

        @Override
        public String toString() {
            return "InboundMessage[" + by + "]";
        }
    }
}
