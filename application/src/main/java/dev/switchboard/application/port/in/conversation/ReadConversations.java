package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An admin sees where any message is.
public interface ReadConversations {

    /// Conversations by ascending id.
    ///
    /// @param after the id to continue behind, null to begin
    /// @param limit 1 to 1000
    ConversationPage list(@Nullable ConversationId after, int limit);

    Optional<Conversation> find(ConversationId id);

    /// A conversation's messages with a `seq` over `after`, in order. Empty if it is unknown.
    ///
    /// @param limit 1 to 1000
    Optional<MessagePage> messages(ConversationId id, long after, int limit);

    /// A message and where each of its deliveries stands.
    Optional<Recorded> message(MessageId id);

    /// Every hop of a message, oldest first. Empty if it is unknown.
    Optional<List<Hop>> trace(MessageId id);

    record ConversationPage(List<Conversation> conversations, @Nullable ConversationId next) {
        public ConversationPage {
            conversations = List.copyOf(conversations);
        }
    }

    record MessagePage(List<Recorded> messages, @Nullable Long next) {
        public MessagePage {
            messages = List.copyOf(messages);
        }
    }
}
