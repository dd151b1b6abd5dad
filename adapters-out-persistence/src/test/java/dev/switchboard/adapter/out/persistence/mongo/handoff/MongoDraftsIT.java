package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.DraftsContract;
import org.junit.jupiter.api.AfterEach;

class MongoDraftsIT implements DraftsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Drafts drafts() {
        return store.bean(Drafts.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
