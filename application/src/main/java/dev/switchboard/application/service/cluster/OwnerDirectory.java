package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Says which hub owns what, for calls that must go to the owner. May know a later table than the
/// one by which this hub owns its own partitions.
public final class OwnerDirectory {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final PartitionRegistry partitions;
    private final HeldPartitions held;
    private final DeathWatch deaths;
    private final Runnable hurry;
    private final LongSupplier nanoTime;
    private final AtomicLong nextLook;
    private final AtomicReference<PartitionTable> seen = new AtomicReference<>(PartitionTable.NONE);

    /// @param hurry makes this hub learn the table soon
    /// @param nanoTime a monotonic clock
    OwnerDirectory(
            PartitionRegistry partitions,
            HeldPartitions held,
            DeathWatch deaths,
            Runnable hurry,
            LongSupplier nanoTime) {
        this.partitions = partitions;
        this.held = held;
        this.deaths = deaths;
        this.hurry = hurry;
        this.nanoTime = nanoTime;
        this.nextLook = new AtomicLong(nanoTime.getAsLong());
    }

    public sealed interface Owner {

        /// This hub, for as long as its right stands.
        record Here() implements Owner {}

        record There(Hub hub, long epoch) implements Owner {}

        /// Nobody who may work on it now: the partition is moving, or its owner is dead, or unknown
        /// to this hub.
        record Nobody() implements Owner {}
    }

    public Owner of(int partition) {
        if (held.isOpen(partition)) {
            return new Owner.Here();
        }
        Share share = table().shares().get(partition);
        HubId owner = share.owner();
        return Optional.ofNullable(owner)
                .flatMap(this::hub)
                .<Owner>map(hub -> new Owner.There(hub, share.epoch()))
                .orElseGet(Owner.Nobody::new);
    }

    /// Returns a hub that lives and can be called.
    public Optional<Hub> hub(HubId id) {
        return deaths.living().stream()
                .filter(hub -> hub.id().equals(id) && hub.peerAddress() != null)
                .findFirst();
    }

    /// Whether a hub is dead, or has been silent for so long that it may be taken for dead.
    public boolean isGone(HubId id) {
        return hub(id).isEmpty() || deaths.stillFor(id).compareTo(DeathWatch.STILL) >= 0;
    }

    private PartitionTable table() {
        PartitionTable learnt = held.table();
        PartitionTable later = seen.get();
        return later.version() > learnt.version() ? later : learnt;
    }

    /// Looks for a later table, unless somebody did a moment ago: while an owner is dead, all calls
    /// about its part wait and look.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer
    public void look() {
        long now = nanoTime.getAsLong();
        long next = nextLook.get();
        if (now - next < 0 || !nextLook.compareAndSet(next, now + BETWEEN_LOOKS.toNanos())) {
            return;
        }
        partitions
                .newerThan(table().version())
                .ifPresent(later -> {
                    seen.accumulateAndGet(
                            later, (one, other) -> one.version() > other.version() ? one : other);
                    hurry.run();
                });
    }

    /// Whether this hub owns a partition in this very term.
    ///
    /// @param owner the hub that is meant, which may be an earlier one at the same address
    public boolean isHere(HubId owner, int partition, long epoch) {
        if (epoch > held.table().version()) {
            hurry.run();
        }
        return isMe(owner)
                && held.isOpen(partition)
                && held.table().shares().get(partition).epoch() == epoch;
    }

    public boolean isMe(HubId hub) {
        return me().filter(hub::equals).isPresent();
    }

    /// Empty until this hub is registered.
    public Optional<HubId> me() {
        return Optional.ofNullable(held.me()).map(Hub::id);
    }

    /// Returns the owners, each with one of its partitions.
    public Map<HubId, Integer> oneOfEach() {
        Map<HubId, Integer> found = new HashMap<>();
        List<Share> shares = table().shares();
        for (int i = 0; i < shares.size(); i++) {
            HubId owner = shares.get(i).owner();
            if (owner != null) {
                found.putIfAbsent(owner, i);
            }
        }
        return found;
    }

    /// Returns the living hubs beside this one that own something.
    public List<Hub> otherOwners() {
        Set<HubId> owners = table().owners();
        return deaths.living().stream().filter(hub -> owners.contains(hub.id())).toList();
    }
}
