package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened last: in the conversations of one origin, for those who watch over it, and in all
/// of them, for admins.
public interface ReadRecent {

    /// Conversations, the one with the latest activity first.
    ///
    /// @param origin as in [ConversationId#origin]
    /// @param before the place to continue behind, null to begin
    /// @param limit 1 to 500
    Page conversations(String origin, @Nullable ListPosition before, int limit);

    /// The newest messages of bots, newest first.
    ///
    /// @param limit 1 to 100
    List<Message> botMessages(String origin, int limit);

    /// Conversations of every origin, the one with the newest message first. It looks at 1000
    /// messages, so a page may be short, or empty, and yet not the last. Probes of channels are
    /// left out.
    ///
    /// @param before the message to continue behind, null to begin
    /// @param limit 1 to 1000
    Latest latest(@Nullable MessageId before, int limit);

    /// Messages of all conversations from a moment on, oldest first.
    ///
    /// @param after the message to continue behind, null to begin
    /// @param limit 1 to 1000
    List<Recorded> messagesSince(Instant moment, @Nullable MessageId after, int limit);

    /// @param next the message to continue behind, or null on the last page
    record Latest(List<Conversation> conversations, @Nullable MessageId next) {
        public Latest {
            conversations = List.copyOf(conversations);
        }
    }

    /// @param next the place to continue behind, or null on the last page
    record Page(List<Conversation> conversations, @Nullable ListPosition next) {
        public Page {
            conversations = List.copyOf(conversations);
        }
    }
}
