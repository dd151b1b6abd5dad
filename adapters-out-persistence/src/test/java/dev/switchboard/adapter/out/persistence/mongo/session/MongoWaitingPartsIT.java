package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingPartsContract;
import org.junit.jupiter.api.AfterEach;

class MongoWaitingPartsIT implements WaitingPartsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public WaitingParts waitingParts() {
        return store.bean(WaitingParts.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
