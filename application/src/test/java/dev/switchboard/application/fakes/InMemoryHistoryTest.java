package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.HistoryContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryHistoryTest implements HistoryContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
