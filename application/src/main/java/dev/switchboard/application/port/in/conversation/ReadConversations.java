package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations and the way of every message, for admins.
public interface ReadConversations {

    /// Returns conversations by ascending id.
    ///
    /// @param after the id to continue after; null to begin
    /// @param limit 1 to 1000
    ConversationPage list(@Nullable ConversationId after, int limit);

    Optional<Conversation> find(ConversationId id);

    /// Returns a conversation's messages with a `seq` greater than `after`, in order. Empty if the
    /// conversation is unknown.
    ///
    /// @param limit 1 to 1000
    Optional<MessagePage> messages(ConversationId id, long after, int limit);

    /// Returns a message and the state of each of its deliveries.
    Optional<Recorded> message(MessageId id);

    /// Returns the way of a message, and those of its answers among the next 1000 messages. Empty
    /// if the message is unknown.
    Optional<Trace> trace(MessageId id);

    /// @param answers in order
    record Trace(Way message, List<Way> answers) {
        public Trace {
            answers = List.copyOf(answers);
        }
    }

    /// @param hops oldest first
    record Way(Recorded recorded, List<Hop> hops) {
        public Way {
            hops = List.copyOf(hops);
        }
    }

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
