package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.ApiKeysContract;
import org.junit.jupiter.api.AfterEach;

class MongoApiKeysIT implements ApiKeysContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public ApiKeys keys() {
        return store.bean(ApiKeys.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
