package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.conversation.ConversationId;

/// Ownership of a hub whose store nobody else can use: it owns every conversation for ever.
public final class SoleOwnership implements PartitionOwnership {

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return true;
    }
}
