package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.time.Later;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the ownership of conversations. A store that several hubs can use has a registry of
/// hubs; without one, this hub owns everything.
@Configuration(proxyBeanMethods = false)
class ClusterWiring {

    @Bean
    ClusterModule clusterModule(
            ObjectProvider<HubRegistry> registries,
            ObjectProvider<PartitionRegistry> tables,
            Ids ids,
            Timer timer,
            ExecutorService workers,
            Clock clock,
            LongSupplier nanoTime) {
        Later later = new Later(timer, workers, clock);
        HubRegistry hubs = registries.getIfAvailable();
        return hubs == null
                ? ClusterModule.alone(new SoleOwnership(), later, clock)
                : ClusterModule.of(hubs, tables.getObject(), ids, later, clock, nanoTime);
    }

    @Bean
    PartitionOwnership partitionOwnership(ClusterModule cluster) {
        return cluster.ownership();
    }
}
