package dev.switchboard.adapter.out.persistence.mongo.notice;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.application.port.out.notice.NoticesContract;
import org.junit.jupiter.api.AfterEach;

class MongoNoticesIT implements NoticesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Notices notices() {
        return store.bean(Notices.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
