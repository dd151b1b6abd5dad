package dev.switchboard.adapter.out.persistence.mongo.replay;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.replay.ReplaysContract;
import org.junit.jupiter.api.AfterEach;

class MongoReplaysIT implements ReplaysContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Replays replays() {
        return store.bean(Replays.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
