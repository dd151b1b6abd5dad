package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingPartsContract;

class InMemoryWaitingPartsTest implements WaitingPartsContract {
    private final WaitingParts waitingParts = new InMemoryWaitingParts();

    @Override
    public WaitingParts waitingParts() {
        return waitingParts;
    }
}
