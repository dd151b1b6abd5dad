package dev.switchboard.adapter.out.persistence.mongo.search;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.search.MessageIndexContract;
import org.junit.jupiter.api.AfterEach;

class MongoMessageIndexIT implements MessageIndexContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public MessageIndex index() {
        return store.bean(MessageIndex.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
