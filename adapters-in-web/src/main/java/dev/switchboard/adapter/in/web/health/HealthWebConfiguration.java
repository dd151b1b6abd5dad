package dev.switchboard.adapter.in.web.health;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS_IN_OUTAGES;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.cluster.WatchPeers;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up `/readyz`, and the reports of health, of the cluster and of connections for admins.
/// `/livez` depends on nothing but the process.
@Configuration(proxyBeanMethods = false)
@Import({
    ClusterController.class,
    ConnectionsController.class,
    HealthController.class,
    PaceController.class
})
public class HealthWebConfiguration {

    @Bean
    Routes healthRoutes() {
        return Routes.of(
                Route.of("GET", Probes.LIVE, OPEN),
                Route.of("GET", Probes.READY, OPEN),
                Route.of("GET", "/v1/cluster", ADMINS_IN_OUTAGES),
                Route.of("GET", "/v1/connections", ADMINS_IN_OUTAGES),
                Route.of("GET", "/v1/figures", ADMINS_IN_OUTAGES),
                Route.of("GET", "/v1/health", ADMINS_IN_OUTAGES));
    }

    /// Health groups know it as `store`.
    @Bean
    StoreHealthIndicator storeHealthIndicator(WatchHealth hub) {
        return new StoreHealthIndicator(hub);
    }

    /// Health groups know it as `ownership`.
    @Bean
    OwnershipHealthIndicator ownershipHealthIndicator(
            PartitionOwnership ownership, WatchPeers peers) {
        return new OwnershipHealthIndicator(ownership, peers);
    }
}
