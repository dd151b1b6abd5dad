package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.fakes.ForwardingHubRegistry;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.util.Optional;

/// Goes on with its part after others have declared it dead, as if its right still stood (against
/// promise D10).
public final class IgnoresItsDeath implements Saboteur {

    private volatile boolean dead;

    @Override
    public HubRegistry replace(HubRegistry hubs) {
        return new ForwardingHubRegistry(hubs) {

            @Override
            public boolean beat(HubId hub, TargetBulletin bulletin) {
                dead |= !super.beat(hub, bulletin);
                return true;
            }
        };
    }

    @Override
    public PartitionRegistry replace(PartitionRegistry table) {
        return new PartitionRegistry() {

            @Override
            public Optional<PartitionTable> newerThan(long version) {
                return dead ? Optional.empty() : table.newerThan(version);
            }

            @Override
            public boolean replace(long version, PartitionTable next) {
                return !dead && table.replace(version, next);
            }
        };
    }
}
