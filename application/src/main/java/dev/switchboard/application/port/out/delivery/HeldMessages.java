package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What waits for live clients, found by an index.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface HeldMessages {

    /// The conversations with something pending for
    /// [dev.switchboard.domain.delivery.Target#LIVE_CLIENTS], in a stable order.
    ///
    /// @param after the conversation to continue behind, null to begin
    /// @param limit 1 to 1000
    List<ConversationId> conversations(@Nullable ConversationId after, int limit);

    /// The smallest `seq` over `after` of a conversation that no client has taken: pending for
    /// [dev.switchboard.domain.delivery.Target#LIVE_CLIENTS], or parked. Empty if there is none.
    OptionalLong firstUntaken(ConversationId conversation, long after);
}
