package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;

/// Ownership of a hub whose store nobody else can use: it owns every conversation for ever.
public final class SoleOwnership implements PartitionOwnership {

    private static final Term FOR_EVER = new Term(1, true);

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public boolean owns(PartitionKey key) {
        return true;
    }

    @Override
    public Partitions held() {
        return Partitions.ALL;
    }

    @Override
    public Term term(PartitionKey key) {
        return FOR_EVER;
    }

    @Override
    public void overtaken(long epoch) {
        throw new IllegalStateException("Another hub uses the store of this one");
    }
}
