package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.PartitionTable;
import java.util.Optional;

/// A [PartitionRegistry] in memory.
public final class InMemoryPartitionRegistry implements PartitionRegistry {

    private PartitionTable table = PartitionTable.NONE;
    private int looks;

    /// How often somebody asked for a newer table.
    public synchronized int looks() {
        return looks;
    }

    @Override
    public synchronized Optional<PartitionTable> newerThan(long version) {
        looks++;
        return table.version() > version ? Optional.of(table) : Optional.empty();
    }

    @Override
    public synchronized boolean replace(long version, PartitionTable next) {
        if (table.version() != version) {
            return false;
        }
        table = next;
        return true;
    }
}
