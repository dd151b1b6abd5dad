package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.application.port.out.delivery.LaneOwnershipContract;

class InMemoryLaneOwnershipTest implements LaneOwnershipContract {
    private final LaneOwnership ownership = new InMemoryLaneOwnership();

    @Override
    public LaneOwnership ownership() {
        return ownership;
    }
}
