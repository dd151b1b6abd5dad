package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.in.cluster.WatchPeers;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Readiness of a hub that shares its store: a standby is not ready, nor is an owner whose right
/// has run out, nor a hub that does not reach another owner.
record OwnershipHealthIndicator(PartitionOwnership ownership, WatchPeers peers)
        implements HealthIndicator {

    @Override
    public Health health() {
        return ownership.stands() && peers.reachesOthers()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
