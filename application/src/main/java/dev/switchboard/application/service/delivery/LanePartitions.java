package dev.switchboard.application.service.delivery;

import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.cluster.Partitions;

/// The lanes of the partitions that come and go.
///
/// @param recovery sweeps what is pending in partitions that were taken
record LanePartitions(ConversationLocks locks, Lanes lanes, Recovery recovery)
        implements PartitionListener {

    /// A lane that is left from an earlier term reads the journal too.
    @Override
    public void taken(Partitions some, boolean clean) {
        lanes.unswept().late(some, !clean);
        lanes.unswept().coming(some);
        lanes.rereadAll(some);
    }

    @Override
    public void recover(Partitions some, boolean last) {
        lanes.rereadAll(some);
        recovery.sweepAnew(some);
        if (last) {
            lanes.unswept().late(some, false);
        }
    }

    @Override
    public Progress giving(Partitions some) {
        boolean free = locks.areFree(some); // first: who holds one may leave a doubt behind
        return !lanes.end(some) && free ? Progress.QUIET : Progress.UNDER_WAY;
    }

    @Override
    public void lost(Partitions some) {
        lanes.unswept().gone(some);
        lanes.unswept().late(some, false);
        var _ = lanes.end(some);
    }
}
