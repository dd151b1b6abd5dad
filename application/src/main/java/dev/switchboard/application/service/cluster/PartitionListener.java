package dev.switchboard.application.service.cluster;

import dev.switchboard.domain.cluster.Partitions;

/// A part of the hub that keeps something in memory of what the hub owns. Before anything was
/// taken, it knows nothing of any partition.
public interface PartitionListener {

    /// Called right before this hub owns some partitions. From now on, what is in memory of them
    /// does not count. A sweep that runs at the same time does not find them held yet, and passes
    /// over them: what must be found is found by [#recover]. Must not block.
    ///
    /// @param clean whether their owner before has nothing under way. Otherwise its writes may
    ///   still arrive
    default void taken(Partitions some, boolean clean) {}

    /// Finds in the store what was left of partitions that this hub has taken. Called soon after
    /// that, and after an unclean take-over several times. May block.
    ///
    /// @param last whether nothing of the owner before is expected any more
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer; it is called again later
    default void recover(Partitions some, boolean last) {}

    /// Called repeatedly while this hub gives partitions away. It does not
    /// [hold][dev.switchboard.application.port.out.cluster.PartitionOwnership#held] them any more,
    /// so nothing new begins. Must not block.
    ///
    /// @return whether something of them is still under way
    default Progress giving(Partitions some) {
        return Progress.QUIET;
    }

    /// Called when another hub may own some partitions, and before this hub takes those anew that
    /// it keeps after it [was giving][#giving] them away: everything in memory of them is
    /// forgotten. Must not block.
    default void lost(Partitions some) {}

    enum Progress {
        QUIET,
        UNDER_WAY
    }
}
