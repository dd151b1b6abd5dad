package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads recent activity: of one origin for those who supervise it, and of all origins for admins.
public interface ReadRecent {

    /// Returns conversations, the one with the latest activity first.
    ///
    /// @param origin as in [ConversationId#origin]
    /// @param before the position to continue after; null to begin
    /// @param limit 1 to 500
    Page conversations(String origin, @Nullable ListPosition before, int limit);

    /// Returns the newest messages of bots, newest first.
    ///
    /// @param limit 1 to 100
    List<Message> botMessages(String origin, int limit);

    /// Returns conversations of every origin, the one with the newest message first, without probes
    /// of channels. It examines 1000 messages, so a page that is short or empty need not be the
    /// last.
    ///
    /// @param before the message to continue after; null to begin
    /// @param limit 1 to 1000
    Latest latest(@Nullable MessageId before, int limit);

    /// Returns messages of all conversations from a moment on, oldest first. A page of large ones
    /// has fewer than the limit.
    ///
    /// @param after the message to continue after; null to begin
    /// @param limit 1 to 1000
    Since messagesSince(Instant moment, @Nullable MessageId after, int limit);

    /// @param next the message to continue after; null on the last page
    record Since(List<Recorded> messages, @Nullable MessageId next) {
        public Since {
            messages = List.copyOf(messages);
        }
    }

    /// @param next the message to continue after; null on the last page
    record Latest(List<Conversation> conversations, @Nullable MessageId next) {
        public Latest {
            conversations = List.copyOf(conversations);
        }
    }

    /// @param next the position to continue after; null on the last page
    record Page(List<Conversation> conversations, @Nullable ListPosition next) {
        public Page {
            conversations = List.copyOf(conversations);
        }
    }
}
