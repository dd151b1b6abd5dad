package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnershipContract;

class SoleOwnershipTest implements PartitionOwnershipContract {

    private final PartitionOwnership ownership = new SoleOwnership();

    @Override
    public PartitionOwnership serving() {
        return ownership;
    }
}
