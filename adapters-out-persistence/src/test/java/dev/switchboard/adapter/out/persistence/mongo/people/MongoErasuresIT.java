package dev.switchboard.adapter.out.persistence.mongo.people;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.people.ErasuresContract;
import org.junit.jupiter.api.AfterEach;

class MongoErasuresIT implements ErasuresContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Erasures erasures() {
        return store.bean(Erasures.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
