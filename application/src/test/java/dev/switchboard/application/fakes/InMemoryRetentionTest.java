package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryRetentionTest implements RetentionContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
