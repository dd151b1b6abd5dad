package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.presence.OrgId;
import java.util.OptionalLong;

/// Ownership of everything, until a test ends it.
public final class FakePartitionOwnership implements PartitionOwnership {

    private volatile boolean over;
    private volatile Term term = new Term(1, true);
    private volatile long laterEpoch;

    /// The right runs out.
    public void end() {
        over = true;
    }

    /// A beat succeeds again.
    public void comeBack() {
        over = false;
    }

    /// From now on everything is owned in this term.
    public void begin(Term next) {
        term = next;
    }

    /// The later epoch that the store told of, if it did.
    public OptionalLong laterEpoch() {
        return laterEpoch == 0 ? OptionalLong.empty() : OptionalLong.of(laterEpoch);
    }

    @Override
    public boolean stands() {
        return !over;
    }

    @Override
    public Term term(ConversationId conversation) {
        return term;
    }

    @Override
    public Term term(OrgId org) {
        return term;
    }

    @Override
    public void overtaken(long epoch) {
        laterEpoch = epoch;
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return !over;
    }
}
