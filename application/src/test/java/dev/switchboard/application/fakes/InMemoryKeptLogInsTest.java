package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogInsContract;

class InMemoryKeptLogInsTest implements KeptLogInsContract {
    private final KeptLogIns logIns = new InMemoryKeptLogIns();

    @Override
    public KeptLogIns logIns() {
        return logIns;
    }
}
