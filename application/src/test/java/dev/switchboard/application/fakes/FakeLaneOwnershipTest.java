package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.application.port.out.delivery.LaneOwnershipContract;

class FakeLaneOwnershipTest implements LaneOwnershipContract {
    private final LaneOwnership ownership = new FakeLaneOwnership();

    @Override
    public LaneOwnership ownership() {
        return ownership;
    }
}
