package dev.switchboard.application.service.cluster;

import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Decides who gets which partition. Partitions of a living hub stay where they are: only their
/// owner gives them away.
class Assignment {

    /// Returns the table in which `taker` has everything that nobody owns or that the dead owned;
    /// the same table if there is no such partition.
    ///
    /// @param dead hubs that were declared dead
    PartitionTable takeOver(PartitionTable table, Set<HubId> dead, HubId taker, Instant now) {
        if (table.shares().stream().noneMatch(share -> share.isFree(dead))) {
            return table;
        }
        long version = table.nextVersion(now);
        List<Share> next =
                table.shares().stream()
                        .map(share -> share.isFree(dead) ? share.takenBy(taker, version) : share)
                        .toList();
        return new PartitionTable(version, next);
    }

    /// Returns the table in which all epochs of `owner` are above `epoch`; the same table if they
    /// are.
    PartitionTable raise(PartitionTable table, HubId owner, long epoch, Instant now) {
        if (table.shares().stream()
                .noneMatch(share -> owner.equals(share.owner()) && share.epoch() <= epoch)) {
            return table;
        }
        long version = Math.max(table.nextVersion(now), epoch + 1);
        List<Share> next =
                table.shares().stream()
                        .map(share ->
                                owner.equals(share.owner())
                                        ? new Share(owner, version, false)
                                        : share)
                        .toList();
        return new PartitionTable(version, next);
    }

    /// Returns the table in which nobody owns what `owner` had; the same table if it had nothing.
    ///
    /// @param clean whether the owner has nothing under way any more
    PartitionTable giveBack(PartitionTable table, HubId owner, boolean clean, Instant now) {
        long version = table.nextVersion(now);
        List<Share> next =
                table.shares().stream()
                        .map(share ->
                                owner.equals(share.owner())
                                        ? new Share(null, version, clean)
                                        : share)
                        .toList();
        return next.equals(table.shares()) ? table : new PartitionTable(version, next);
    }
}
