package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogInsContract;
import org.junit.jupiter.api.AfterEach;

class MongoKeptLogInsIT implements KeptLogInsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public KeptLogIns logIns() {
        return store.bean(KeptLogIns.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
