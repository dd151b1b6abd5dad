package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.DeliveryLogContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryDeliveryLogTest implements DeliveryLogContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
