package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistryContract;

class InMemoryPartitionRegistryTest implements PartitionRegistryContract {

    private final PartitionRegistry registry = new InMemoryPartitionRegistry();

    @Override
    public PartitionRegistry registry() {
        return registry;
    }
}
