package dev.switchboard.application.port.out.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations. A conversation exists from its first journaled message on.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Conversations {

    Optional<Conversation> find(ConversationId id);

    /// Returns conversations by ascending id.
    ///
    /// @param after the id to continue after; null to begin
    /// @param limit 1 to 1000
    List<Conversation> list(@Nullable ConversationId after, int limit);
}
