package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.conversation.RecentActivityContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryRecentActivityTest implements RecentActivityContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
