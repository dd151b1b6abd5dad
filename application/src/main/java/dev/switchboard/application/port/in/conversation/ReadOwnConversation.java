package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.EndUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an end user's own conversation.
public interface ReadOwnConversation {

    /// Returns the messages with a `seq` greater than `after` that the user may see, in order,
    /// without those from before the user's claim. Empty if the conversation is another's,
    /// unclaimed or unknown. Writes nothing.
    ///
    /// @param limit 1 to 1000
    Optional<OwnPage> read(EndUser who, ConversationId id, long after, int limit);

    /// @param count the number of messages that the user may see, over all pages
    /// @param next the `after` of the next page; null on the last page
    record OwnPage(long count, List<OwnMessage> messages, @Nullable Long next) {
        public OwnPage {
            messages = List.copyOf(messages);
        }
    }

    /// @param progress the state of a message that a user wrote; null for other messages
    record OwnMessage(Message message, @Nullable Progress progress) {}

    enum Progress {
        /// Stored, not delivered yet.
        QUEUED,
        /// The target has taken it.
        ACCEPTED,
        /// Given up.
        FAILED
    }
}
