package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The lanes of the partitions that come and go.
///
/// @param recovery sweeps what is pending in partitions that were taken
record LanePartitions(ConversationLocks locks, Lanes lanes, Recovery recovery)
        implements PartitionListener {

    /// A lane that is left from an earlier term reads the journal too.
    @Override
    public void taken(Partitions some, boolean clean) {
        lanes.unswept().late(some, !clean);
        recovery.taken(some);
        lanes.rereadAll(some);
    }

    @Override
    public void look(Partitions some, boolean last) {
        if (last) {
            recovery.taken(some);
            lanes.unswept().late(some, false);
        }
        lanes.rereadAll(some);
        recovery.sweepAnew();
    }

    @Override
    public Progress giving(Partitions some) {
        boolean quiet = !lanes.end(some) && locks.areFree(some);
        return quiet ? Progress.QUIET : Progress.UNDER_WAY;
    }

    @Override
    public void lost(Partitions some) {
        lanes.unswept().late(some, false);
        var _ = lanes.end(some);
    }

    /// Says which lanes may have work in the journal that this hub has not seen: from before it
    /// took their partition, until the sweep has reached them, and late writes of the hub before.
    /// Such a lane reads the journal first, so that nothing new overtakes it.
    ///
    /// After a complete sweep it costs two reads of a field.
    static final class UnsweptWork {

        private final AtomicReference<Unswept> unswept =
                new AtomicReference<>(new Unswept(Partitions.ALL, null));

        /// Partitions in which writes of another hub may still arrive.
        private final AtomicReference<Partitions> unsettled =
                new AtomicReference<>(Partitions.NONE);

        /// @param targets those that may have such work there; null: any
        private record Unswept(Partitions partitions, @Nullable Set<Target> targets) {}

        boolean mayBeOf(LaneKey key) {
            Unswept now = unswept.get();
            Set<Target> targets = now.targets();
            return (now.partitions().contains(key.conversation())
                            && (targets == null || targets.contains(key.target())))
                    || mayBeLate(key.conversation());
        }

        boolean mayBeLate(ConversationId conversation) {
            return unsettled.get().contains(conversation);
        }

        /// These partitions were taken, and a sweep follows.
        void taken(Partitions some) {
            unswept.updateAndGet(now -> new Unswept(now.partitions().plus(some), null));
        }

        /// The sweep has reached all targets but these.
        void sweptBut(Set<Target> remaining) {
            unswept.updateAndGet(now ->
                    remaining.isEmpty()
                            ? new Unswept(Partitions.NONE, Set.of())
                            : new Unswept(now.partitions(), Set.copyOf(remaining)));
        }

        /// @param may whether late writes may come in these partitions, from now on or not any more
        void late(Partitions some, boolean may) {
            unsettled.updateAndGet(now -> may ? now.plus(some) : now.minus(some));
        }
    }
}
