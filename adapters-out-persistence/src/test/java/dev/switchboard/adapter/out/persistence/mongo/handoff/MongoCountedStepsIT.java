package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedStepsContract;
import org.junit.jupiter.api.AfterEach;

class MongoCountedStepsIT implements CountedStepsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public CountedSteps steps() {
        return store.bean(CountedSteps.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
