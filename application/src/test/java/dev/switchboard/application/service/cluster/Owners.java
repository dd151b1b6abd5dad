package dev.switchboard.application.service.cluster;

import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.PartitionTable;
import java.util.Set;

/// Who owns what once hubs have shared the table.
public final class Owners {

    private Owners() {}

    public static HubId of(PartitionKey key, Set<HubId> hubs) {
        return Assignment.parts(hubs).get(PartitionTable.partition(key));
    }
}
