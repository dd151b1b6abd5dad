package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import dev.switchboard.domain.cluster.Partitions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The ownership of a hub that shares its store: it owns what the table gives it, while its right
/// stands. Only the thread that keeps the table changes it.
final class HeldPartitions implements PartitionOwnership {

    private final Right right;
    private final PartitionListeners listeners;
    private final AtomicReference<Held> held =
            new AtomicReference<>(
                    new Held(
                            null,
                            PartitionTable.NONE,
                            Set.of(),
                            Partitions.NONE,
                            Partitions.NONE,
                            Partitions.NONE));
    private final AtomicLong laterEpoch = new AtomicLong();
    private final LongAdder refusals = new LongAdder();

    /// The time at which this hub began to own something, or to own nothing.
    private final AtomicLong since = new AtomicLong();

    HeldPartitions(Right right, PartitionListeners listeners) {
        this.right = right;
        this.listeners = listeners;
        this.since.set(right.now().millis());
    }

    /// @param me null until this hub is registered
    /// @param mine what the table gives this hub
    /// @param leaving those of mine that are being given away
    /// @param open mine without them
    private record Held(
            @Nullable Hub me,
            PartitionTable table,
            Set<HubId> owners,
            Partitions mine,
            Partitions leaving,
            Partitions open) {

        private static Held of(@Nullable Hub me, PartitionTable table, Partitions leaving) {
            Partitions mine = me == null ? Partitions.NONE : table.of(me.id());
            Partitions still = leaving.and(mine);
            return new Held(me, table, table.owners(), mine, still, mine.minus(still));
        }
    }

    @Nullable Hub me() {
        return held.get().me();
    }

    /// The table as this hub knows it.
    PartitionTable table() {
        return held.get().table();
    }

    /// All owners in the table.
    Set<HubId> owners() {
        return held.get().owners();
    }

    int count() {
        return held.get().mine().size();
    }

    /// @param me null if this hub has to register anew
    void become(@Nullable Hub me) {
        change(Held.of(me, table(), Partitions.NONE));
    }

    void learn(PartitionTable table) {
        change(Held.of(me(), table, held.get().leaving()));
    }

    /// Begins nothing new in these partitions of this hub from now on. Others that were being given
    /// away before are taken anew: what went on in them meanwhile was heard of by nobody here.
    ///
    /// @return those of them of which nothing is under way any more
    Partitions give(Partitions some) {
        Held now = held.get();
        Held next = Held.of(now.me(), now.table(), some);
        Partitions kept = now.leaving().minus(next.leaving());
        Partitions late = kept.and(late());
        listeners.lost(kept);
        take(kept.minus(late), late, next);
        return quiet(next.leaving());
    }

    /// The partitions in which late writes of the hub before are still looked for.
    Partitions late() {
        return listeners.late();
    }

    private Partitions quiet(Partitions some) {
        if (some.isEmpty() || listeners.giving(some) == Progress.QUIET) {
            return some;
        }
        if (some.size() == 1) {
            return Partitions.NONE;
        }
        int half = some.size() / 2;
        return quiet(Partitions.of(some.numbers().limit(half)))
                .plus(quiet(Partitions.of(some.numbers().skip(half))));
    }

    /// Whether this hub may work on a partition now.
    boolean isOpen(int partition) {
        return held.get().open().contains(partition) && right.stands();
    }

    /// The partitions that this hub is giving away.
    Partitions leaving() {
        return held.get().leaving();
    }

    boolean isMoving() {
        return !leaving().isEmpty();
    }

    private void change(Held next) {
        Held before = held.get();
        Partitions come = next.mine().minus(before.mine());
        Partitions clean = come.and(next.table().which(Share::clean));
        Partitions unclean = come.minus(clean);
        take(clean, unclean, next);
        if (before.mine().isEmpty() != next.mine().isEmpty()) {
            since.set(right.now().millis());
        }
        listeners.lost(before.mine().minus(next.mine()));
    }

    private void take(Partitions clean, Partitions unclean, Held next) {
        listeners.taken(clean, true);
        listeners.taken(unclean, false);
        held.set(next);
        listeners.recover(clean, true);
        listeners.recover(unclean, false);
    }

    @Override
    public boolean stands() {
        return !held.get().mine().isEmpty() && right.stands();
    }

    @Override
    public boolean owns(PartitionKey key) {
        return held.get().open().contains(key) && right.stands();
    }

    @Override
    public Partitions held() {
        return held.get().open();
    }

    @Override
    public Term term(PartitionKey key) {
        Held now = held.get();
        Hub me = now.me();
        Share share = now.table().share(key);
        if (me == null || !me.id().equals(share.owner())) {
            // The epoch of another hub must not get into a write of this one.
            throw new StoreUnavailableException("This hub does not own the conversation");
        }
        return new Term(share.epoch(), share.clean());
    }

    @Override
    public void overtaken(long epoch) {
        laterEpoch.accumulateAndGet(epoch, Math::max);
        refusals.increment();
        right.end();
    }

    /// Returns that time in milliseconds.
    long since() {
        return since.get();
    }

    /// The number of writes of this hub that the store refused because another one had taken over.
    long refusals() {
        return refusals.sum();
    }

    /// The greatest epoch that the store has told of; 0 if it never did.
    long laterEpoch() {
        return laterEpoch.get();
    }
}
