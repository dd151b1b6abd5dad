package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.util.List;
import java.util.Optional;

/// Goes on with its part after others have declared it dead, as if its right still stood (against
/// promise D10).
public final class IgnoresItsDeath implements Saboteur {

    private volatile boolean dead;

    @Override
    public HubRegistry replace(HubRegistry hubs) {
        return new HubRegistry() {

            @Override
            public boolean beat(HubId hub, TargetBulletin bulletin) {
                dead |= !hubs.beat(hub, bulletin);
                return true;
            }

            @Override
            public void register(Hub hub) {
                hubs.register(hub);
            }

            @Override
            public List<Sighting> hubs() {
                return hubs.hubs();
            }

            @Override
            public boolean declareDead(HubId hub, long beat) {
                return hubs.declareDead(hub, beat);
            }

            @Override
            public void closeSocket(HubId hub) {
                hubs.closeSocket(hub);
            }

            @Override
            public void remove(HubId hub) {
                hubs.remove(hub);
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
