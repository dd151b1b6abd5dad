package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.preference.KeptPreferencesContract;
import org.junit.jupiter.api.AfterEach;

class MongoPreferencesIT implements KeptPreferencesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public KeptPreferences kept() {
        return store.bean(KeptPreferences.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
