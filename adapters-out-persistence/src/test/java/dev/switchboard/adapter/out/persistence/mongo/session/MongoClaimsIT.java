package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

class MongoClaimsIT implements ClaimsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Claims claims() {
        return store.bean(Claims.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
