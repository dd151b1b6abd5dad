package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.OptionalLong;

/// Finds the messages that wait for live clients. [Backlog#conversations] returns their
/// conversations.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface HeldMessages {

    /// Returns the smallest `seq` greater than `after` of a message that no client has taken:
    /// pending for [dev.switchboard.domain.delivery.Target#LIVE_CLIENTS], or parked. Empty if there
    /// is none.
    OptionalLong firstUntaken(ConversationId conversation, long after);
}
