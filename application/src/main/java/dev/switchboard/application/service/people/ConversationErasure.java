package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.EraseConversations;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.function.Consumer;

/// Erases the conversations of this hub.
final class ConversationErasure implements EraseConversations {

    private final MessageErasure messages;
    private final ChatErasure chats;
    private final SessionErasure sessions;
    private final Consumer<ConversationId> words;

    /// @param words takes erased words of a conversation out of all that was made of them
    ConversationErasure(
            MessageErasure messages,
            ChatErasure chats,
            SessionErasure sessions,
            Consumer<ConversationId> words) {
        this.messages = messages;
        this.chats = chats;
        this.sessions = sessions;
        this.words = words;
    }

    @Override
    public void end(ConversationId conversation) {
        chats.end(conversation);
    }

    @Override
    public Found erase(ConversationId conversation) {
        Found found = messages.erase(conversation);
        long left = chats.erase(conversation) + sessions.erase(conversation);
        words.accept(conversation);
        return found.plus(new Found(0, 0, 0, left));
    }
}
