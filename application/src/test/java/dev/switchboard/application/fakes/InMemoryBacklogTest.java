package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.BacklogContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryBacklogTest implements BacklogContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
