package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingPartsContract;

class EmbeddedWaitingPartsIT extends EmbeddedStoreCase implements WaitingPartsContract {

    @Override
    public WaitingParts waitingParts() {
        return new EmbeddedWaitingParts(opened().store());
    }
}
