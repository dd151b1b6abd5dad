package dev.switchboard.adapter.out.persistence.mongo.journal;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.EraserContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

class MongoEraserIT implements EraserContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Eraser eraser() {
        return store.bean(Eraser.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
