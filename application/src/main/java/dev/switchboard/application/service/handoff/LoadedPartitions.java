package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// The partitions whose open handoffs are all in memory: of their conversations in the cache, or of
/// their tenants at a desk.
public final class LoadedPartitions {

    private final PartitionOwnership ownership;

    private final AtomicReference<Partitions> unloaded = new AtomicReference<>(Partitions.ALL);

    /// Partitions in which another hub may still begin a handoff.
    private final AtomicReference<Partitions> unsettled = new AtomicReference<>(Partitions.NONE);

    /// The loads under way, each without the partitions that were taken or lost meanwhile.
    private final Set<AtomicReference<Partitions>> underWay = ConcurrentHashMap.newKeySet();

    public LoadedPartitions(PartitionOwnership ownership) {
        this.ownership = ownership;
    }

    /// These partitions were taken.
    ///
    /// @param clean whether no other hub begins a handoff there any more
    public synchronized void taken(Partitions some, boolean clean) {
        moved(some);
        unsettled.updateAndGet(now -> clean ? now.minus(some) : now.plus(some));
        unloaded.updateAndGet(now -> now.plus(some));
    }

    private void moved(Partitions some) {
        underWay.forEach(each -> each.updateAndGet(left -> left.minus(some)));
    }

    /// Loads these partitions. Those that are taken or lost meanwhile are not loaded by it: it may
    /// have passed over their handoffs.
    ///
    /// @param last whether no other hub begins a handoff there any more
    /// @param loading puts all their open handoffs into memory
    public void load(Partitions some, boolean last, Runnable loading) {
        AtomicReference<Partitions> left = new AtomicReference<>(some);
        underWay.add(left);
        try {
            loading.run();
            loaded(left, last);
        } finally {
            underWay.remove(left);
        }
    }

    private synchronized void loaded(AtomicReference<Partitions> left, boolean last) {
        Partitions some = left.get();
        unsettled.updateAndGet(now -> last ? now.minus(some) : now);
        unloaded.updateAndGet(now -> now.minus(some));
    }

    /// Another hub may own these partitions.
    public synchronized void lost(Partitions some) {
        moved(some);
        unloaded.updateAndGet(now -> now.plus(some));
    }

    /// Whether a handoff of this conversation or tenant would be in memory.
    public boolean covers(PartitionKey key) {
        return !unloaded.get().contains(key) && !unsettled.get().contains(key);
    }

    /// The partitions of this hub that are not loaded.
    public Partitions missing() {
        return unloaded.get().and(ownership.held());
    }

    /// @throws StoreUnavailableException if handoffs of the store may be missing in memory
    public void requireAll() {
        if (!unloaded.get().isEmpty() && !missing().isEmpty()) {
            throw new StoreUnavailableException("Handoffs are still being read from the store");
        }
    }
}
