package dev.switchboard.adapter.out.persistence.mongo.cluster;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores by which hubs know each other.
@Configuration(proxyBeanMethods = false)
@Import({MongoHubRegistry.class, MongoPartitionRegistry.class})
public class MongoClusterConfiguration {}
