package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.domain.conversation.ConversationId;

/// A hub that runs alone owns every conversation, for ever.
public final class InMemoryLaneOwnership implements LaneOwnership {

    private static final Claim ALONE = new Claim.Granted(1);

    @Override
    public Claim claim(ConversationId conversation) {
        return ALONE;
    }

    @Override
    public void release(ConversationId conversation) {
        // There is nobody to give it to.
    }
}
