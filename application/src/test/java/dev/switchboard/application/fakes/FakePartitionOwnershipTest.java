package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnershipContract;

class FakePartitionOwnershipTest implements PartitionOwnershipContract {

    private final PartitionOwnership ownership = new FakePartitionOwnership();

    @Override
    public PartitionOwnership serving() {
        return ownership;
    }
}
