package dev.switchboard.adapter.out.persistence.mongo.cluster;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistryContract;
import org.junit.jupiter.api.AfterEach;

class MongoPartitionRegistryIT implements PartitionRegistryContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public PartitionRegistry registry() {
        return store.bean(PartitionRegistry.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
