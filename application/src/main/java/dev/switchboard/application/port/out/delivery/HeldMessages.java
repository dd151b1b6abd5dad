package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.OptionalLong;

/// Where live clients stand in what waits for them. Which conversations those are is told by
/// [Backlog#conversations].
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface HeldMessages {

    /// The smallest `seq` over `after` of a conversation that no client has taken: pending for
    /// [dev.switchboard.domain.delivery.Target#LIVE_CLIENTS], or parked. Empty if there is none.
    OptionalLong firstUntaken(ConversationId conversation, long after);
}
