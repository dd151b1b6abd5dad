package dev.switchboard.adapter.out.persistence.mongo.chat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.chat.UserNamesContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

class MongoUserNamesIT implements UserNamesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public UserNames names() {
        return store.bean(UserNames.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
