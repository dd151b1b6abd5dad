package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says which lanes may have work in the journal that this hub has not seen: from before it took
/// their partition, until the sweep has reached them, and late writes of the hub before. Such a
/// lane reads the journal first, so that nothing new overtakes it.
///
/// After a complete sweep it costs two reads of a field.
final class UnsweptWork {

    private final AtomicReference<Unswept> unswept =
            new AtomicReference<>(new Unswept(Partitions.ALL, null, Partitions.NONE));

    /// Partitions in which writes of another hub may still arrive.
    private final AtomicReference<Partitions> unsettled = new AtomicReference<>(Partitions.NONE);

    /// @param targets those that may have such work in these partitions; null: any
    /// @param coming those of them that may not be this hub's yet: a sweep would pass over them
    private record Unswept(
            Partitions partitions, @Nullable Set<Target> targets, Partitions coming) {

        private Unswept with(Partitions some, Partitions coming) {
            return new Unswept(partitions.plus(some), null, coming);
        }

        private Unswept without(Partitions gone) {
            return new Unswept(partitions, targets, coming.minus(gone));
        }

        private Unswept sweptBut(Set<Target> remaining) {
            if (!coming.isEmpty()) {
                return this;
            }
            return remaining.isEmpty()
                    ? new Unswept(Partitions.NONE, Set.of(), coming)
                    : new Unswept(partitions, Set.copyOf(remaining), coming);
        }
    }

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

    /// These partitions are about to be taken. No sweep counts until they are [here][#here] or
    /// [gone][#gone].
    void coming(Partitions some) {
        unswept.updateAndGet(now -> now.with(some, now.coming().plus(some)));
    }

    /// These partitions are this hub's, and a sweep follows.
    void here(Partitions some) {
        unswept.updateAndGet(now -> now.with(some, now.coming().minus(some)));
    }

    void gone(Partitions some) {
        unswept.updateAndGet(now -> now.without(some));
    }

    /// The sweep has reached all targets but these.
    void sweptBut(Set<Target> remaining) {
        unswept.updateAndGet(now -> now.sweptBut(remaining));
    }

    /// @param may whether late writes may come in these partitions, from now on or not any more
    void late(Partitions some, boolean may) {
        unsettled.updateAndGet(now -> may ? now.plus(some) : now.minus(some));
    }
}
