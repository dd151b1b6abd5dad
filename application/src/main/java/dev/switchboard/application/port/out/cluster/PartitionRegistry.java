package dev.switchboard.application.port.out.cluster;

import dev.switchboard.domain.cluster.PartitionTable;
import java.util.Optional;

/// The one table that says which hub owns which partition.
///
/// All methods throw [StoreUnavailableException] if the store gives no clear answer within 2 s; a
/// change then has taken effect, or does later, or never.
public interface PartitionRegistry {

    /// Returns the table if its version is greater than this one. Costs next to nothing otherwise.
    /// May be a little old where the store's servers are changing roles.
    Optional<PartitionTable> newerThan(long version);

    /// Replaces the table whole, durably, if it still has this version.
    ///
    /// @param version 0 if no table is stored yet
    /// @param next with a greater version
    /// @return false if another hub changed it first
    boolean replace(long version, PartitionTable next);
}
