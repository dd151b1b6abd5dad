package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.chat.UserNamesContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryUserNamesTest implements UserNamesContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public UserNames names() {
        return store.userNames();
    }
}
