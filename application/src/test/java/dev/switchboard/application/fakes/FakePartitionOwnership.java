package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.conversation.ConversationId;

/// Ownership of everything, until a test ends it.
public final class FakePartitionOwnership implements PartitionOwnership {

    private volatile boolean over;

    /// The right runs out.
    public void end() {
        over = true;
    }

    /// A beat succeeds again.
    public void comeBack() {
        over = false;
    }

    @Override
    public boolean stands() {
        return !over;
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return !over;
    }
}
