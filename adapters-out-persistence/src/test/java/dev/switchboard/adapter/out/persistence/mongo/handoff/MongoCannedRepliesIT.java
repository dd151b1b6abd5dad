package dev.switchboard.adapter.out.persistence.mongo.handoff;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedRepliesContract;
import org.junit.jupiter.api.AfterEach;

class MongoCannedRepliesIT implements CannedRepliesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public CannedReplies replies() {
        return store.bean(CannedReplies.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
