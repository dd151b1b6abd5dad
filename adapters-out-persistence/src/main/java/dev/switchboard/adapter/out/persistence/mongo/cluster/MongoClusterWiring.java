package dev.switchboard.adapter.out.persistence.mongo.cluster;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Wires the stores by which hubs know each other.
public final class MongoClusterWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(MongoHubRegistry.class);
        registry.registerBean(MongoPartitionRegistry.class);
    }
}
