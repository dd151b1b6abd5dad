package dev.switchboard.adapter.out.persistence.mongo.cluster;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.HubRegistryContract;
import org.junit.jupiter.api.AfterEach;

class MongoHubRegistryIT implements HubRegistryContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public HubRegistry registry() {
        return store.bean(HubRegistry.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
