package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.domain.conversation.ConversationId;

/// Lane ownership of a hub that runs alone: it owns every conversation for ever.
public final class InMemoryLaneOwnership implements LaneOwnership {

    private static final Claim ALONE = new Claim.Granted(1);

    @Override
    public Claim claim(ConversationId conversation) {
        return ALONE;
    }

    @Override
    public void release(ConversationId conversation) {
        // No other node could take it.
    }
}
