package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import java.util.List;

/// Hears what a platform tells of what its users say, and what bots say to them. What a user says
/// while people have the chat is for them; all else is context.
public interface ReceiveUserMessages {

    /// Journals each, in this order. Returns when all of it is durable.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the same again
    ///   is heard once
    void hear(List<Heard> all);

    /// @param by user or bot
    /// @param source within which `id` is unique
    /// @param id by which the platform knows it, 1-500 characters
    /// @param text what it says, as far as that is a text; may be empty
    /// @param echo whether the platform repeats what one of its senders said, which may be us
    record Heard(
            ConversationId conversation,
            Party by,
            String source,
            String id,
            Content.Json content,
            String text,
            boolean echo) {

        @Override
        public String toString() {
            return "Heard[" + by + "]";
        }
    }
}
