package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.EndUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An end user reads again what was said in a conversation of their own.
public interface ReadOwnConversation {

    /// The messages with a `seq` over `after` that are theirs to see, in order: nothing of before
    /// their claim. Empty if the conversation is another's, nobody's or not there at all. Writes
    /// nothing.
    ///
    /// @param limit 1 to 1000
    Optional<OwnPage> read(EndUser who, ConversationId id, long after, int limit);

    /// @param count how many messages are theirs to see, on all pages
    /// @param next what to give as `after` for the next page; null on the last one
    record OwnPage(long count, List<OwnMessage> messages, @Nullable Long next) {
        public OwnPage {
            messages = List.copyOf(messages);
        }
    }

    /// @param progress how far it has come, if a user wrote it; else null
    record OwnMessage(Message message, @Nullable Progress progress) {}

    enum Progress {
        /// It is stored, and will be delivered.
        QUEUED,
        /// Whoever it is for has taken it.
        ACCEPTED,
        /// It was given up.
        FAILED
    }
}
