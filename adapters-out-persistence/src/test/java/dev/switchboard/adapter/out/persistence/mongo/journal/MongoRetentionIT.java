package dev.switchboard.adapter.out.persistence.mongo.journal;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

class MongoRetentionIT implements RetentionContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
