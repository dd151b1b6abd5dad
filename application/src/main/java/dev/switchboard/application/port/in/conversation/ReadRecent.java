package dev.switchboard.application.port.in.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Place;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened last in the conversations of one origin, for those who watch over it (contract
/// netomi 2.1).
public interface ReadRecent {

    /// Conversations, the one with the latest activity first.
    ///
    /// @param origin as in [ConversationId#origin]
    /// @param before the place to continue behind, null to begin
    /// @param limit 1 to 500
    Page conversations(String origin, @Nullable Place before, int limit);

    /// The newest messages of bots, newest first.
    ///
    /// @param limit 1 to 100
    List<Message> botMessages(String origin, int limit);

    /// @param next the place to continue behind, or null on the last page
    record Page(List<Conversation> conversations, @Nullable Place next) {
        public Page {
            conversations = List.copyOf(conversations);
        }
    }
}
