package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.presence.OrgId;

/// Ownership of a hub whose store nobody else can use: it owns every conversation for ever.
public final class SoleOwnership implements PartitionOwnership {

    private static final Term FOR_EVER = new Term(1, true);

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return true;
    }

    @Override
    public Term term(ConversationId conversation) {
        return FOR_EVER;
    }

    @Override
    public Term term(OrgId org) {
        return FOR_EVER;
    }

    @Override
    public void overtaken(long epoch) {
        throw new IllegalStateException("Another hub uses the store of this one");
    }
}
