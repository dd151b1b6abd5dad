package dev.switchboard.adapter.out.persistence.mongo.journal;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.message.ReplayerContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

class MongoJournalIT implements JournalContract, ReplayerContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Replayer replayer() {
        return store.bean(Replayer.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
