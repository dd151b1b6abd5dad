package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.GoalsContract;
import org.junit.jupiter.api.AfterEach;

class MongoGoalsIT implements GoalsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Goals goals() {
        return store.bean(Goals.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
