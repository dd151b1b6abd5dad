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

    /// The way of a message, and those of its answers among the 1000 messages behind it. Empty if
    /// it is unknown.
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
