package dev.switchboard.application.port.out.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the recent activity of an origin whose messages go to live clients.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface RecentActivity {

    /// Returns the conversations in which live clients were ever owed a message or users wrote one,
    /// the one with the latest activity first.
    ///
    /// @param origin as in [ConversationId#origin]
    /// @param before the position to continue after; null to begin
    /// @param limit 1 to 500
    List<Conversation> conversations(String origin, @Nullable ListPosition before, int limit);

    /// Returns the newest messages of bots, newest first.
    ///
    /// @param origin as in [ConversationId#origin]
    /// @param limit 1 to 100
    List<Message> botMessages(String origin, int limit);
}
