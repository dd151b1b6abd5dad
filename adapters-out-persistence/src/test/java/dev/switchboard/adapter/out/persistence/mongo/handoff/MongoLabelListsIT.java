package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.label.LabelListsContract;
import org.junit.jupiter.api.AfterEach;

class MongoLabelListsIT implements LabelListsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public LabelLists lists() {
        return store.bean(LabelLists.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
