package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.Set;

/// A kind of followers of conversations at this hub, as [DistantMessages] looks after them.
interface DistantFollowers {

    /// Returns the conversations that are followed now, and forgets all others.
    Set<ConversationId> followed();

    /// Returns the `seq` up to which the journal was read for all followers of a conversation
    /// together.
    long readUpTo(ConversationId conversation);

    /// The journal has this `seq`, appended by any hub.
    void found(ConversationId conversation, long seq);

    /// The journal may have messages without an event.
    void doubt(ConversationId conversation);
}
