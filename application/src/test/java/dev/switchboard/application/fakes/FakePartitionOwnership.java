package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;
import java.util.OptionalLong;

/// Ownership of everything, until a test ends it or gives a part of it away.
public final class FakePartitionOwnership implements PartitionOwnership {

    private volatile boolean over;
    private volatile Partitions held = Partitions.ALL;
    private volatile Partitions leaving = Partitions.NONE;
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

    /// This hub is about to give these away.
    public void give(Partitions some) {
        leaving = leaving.plus(some.and(held));
        held = held.minus(some);
    }

    /// Another hub owns these from now on.
    public void lose(Partitions some, PartitionListener... listeners) {
        leaving = leaving.minus(some);
        held = held.minus(some);
        for (PartitionListener listener : listeners) {
            listener.lost(some);
        }
    }

    /// This hub takes these, and each listener looks once.
    public void take(Partitions some, boolean clean, PartitionListener... listeners) {
        for (PartitionListener listener : listeners) {
            listener.taken(some, clean);
        }
        leaving = leaving.minus(some);
        held = held.plus(some);
        for (PartitionListener listener : listeners) {
            listener.recover(some, clean);
        }
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
    public boolean owns(PartitionKey key) {
        return !over && held.contains(key);
    }

    @Override
    public Partitions held() {
        return held;
    }

    @Override
    public Term term(PartitionKey key) {
        if (!held.plus(leaving).contains(key)) {
            throw new StoreUnavailableException("This hub does not own the conversation");
        }
        return term;
    }

    @Override
    public void overtaken(long epoch) {
        laterEpoch = epoch;
    }
}
