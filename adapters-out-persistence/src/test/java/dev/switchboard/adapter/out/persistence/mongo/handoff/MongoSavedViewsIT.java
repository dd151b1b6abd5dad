package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.port.out.view.SavedViewsContract;
import org.junit.jupiter.api.AfterEach;

class MongoSavedViewsIT implements SavedViewsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public SavedViews views() {
        return store.bean(SavedViews.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
