package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessionsContract;
import org.junit.jupiter.api.AfterEach;

class MongoClientSessionsIT implements ClientSessionsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public ClientSessions sessions() {
        return store.bean(ClientSessions.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
