package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.HeldMessagesContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryHeldMessagesTest implements HeldMessagesContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
