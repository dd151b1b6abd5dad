package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.cluster.TableKeeper.Figures;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.TargetChange;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ownership of this store's conversations.
public final class ClusterModule {

    private final PartitionOwnership ownership;
    private final PartitionListeners listeners;
    private final TargetBulletins bulletins;
    private final @Nullable Members members;
    private final WatchCluster watch;

    private ClusterModule(
            PartitionOwnership ownership,
            PartitionListeners listeners,
            TargetBulletins bulletins,
            @Nullable Members members,
            WatchCluster watch) {
        this.ownership = ownership;
        this.listeners = listeners;
        this.bulletins = bulletins;
        this.members = members;
        this.watch = watch;
    }

    /// The parts that only a store with several hubs needs.
    private record Members(TableKeeper keeper, OwnerDirectory directory) {}

    /// The module of a hub whose store no other hub can use.
    ///
    /// @param ownership of everything
    public static ClusterModule alone(PartitionOwnership ownership, Later later, Clock clock) {
        return new ClusterModule(
                ownership,
                new PartitionListeners(later),
                new TargetBulletins(),
                null,
                ClusterReport.alone(clock.instant()));
    }

    /// The module of a hub whose store others may use as well. It owns nothing before the first
    /// [round][TableKeeper#round].
    ///
    /// @param nanoTime a monotonic clock
    public static ClusterModule of(
            HubRegistry hubs,
            PartitionRegistry partitions,
            Ids ids,
            Later later,
            Clock clock,
            LongSupplier nanoTime) {
        Right right = new Right(nanoTime, clock);
        PartitionListeners listeners = new PartitionListeners(later);
        HeldPartitions held = new HeldPartitions(right, listeners);
        DeathWatch deaths = new DeathWatch(DeathWatch.GAP, DeathWatch.LOOKS);
        TableChanges changes = new TableChanges(partitions, new Assignment(), held, right, clock);
        TargetBulletins bulletins = new TargetBulletins();
        TableKeeper keeper = new TableKeeper(hubs, changes, right, deaths, held, bulletins, ids);
        OwnerDirectory directory =
                new OwnerDirectory(partitions, held, deaths, keeper::hurry, nanoTime);
        return new ClusterModule(
                held,
                listeners,
                bulletins,
                new Members(keeper, directory),
                new ClusterReport(held, right, deaths));
    }

    public PartitionOwnership ownership() {
        return ownership;
    }

    /// Adds a listener. Must be called before anything is owned.
    public void listen(PartitionListener listener) {
        listeners.listen(listener);
    }

    /// Adds a listener of what is changed about targets at other hubs.
    public void listen(TargetListener listener) {
        bulletins.listen(listener);
    }

    /// Tells the other hubs of a change at this one. They know within two seconds.
    public void tell(TargetChange change) {
        bulletins.post(change);
        keeper().ifPresent(TableKeeper::hurry);
    }

    /// Takes everything, on a store that no other hub can use. On others the rounds of the keeper
    /// do it.
    public void begin() {
        if (members == null) {
            listeners.taken(Partitions.ALL, true);
            listeners.recover(Partitions.ALL, true);
        }
    }

    /// Empty if no other hub can use the store: nothing has to be kept then.
    public Optional<TableKeeper> keeper() {
        return Optional.ofNullable(members).map(Members::keeper);
    }

    /// Empty if no other hub can use the store.
    public Optional<OwnerDirectory> directory() {
        return Optional.ofNullable(members).map(Members::directory);
    }

    public WatchCluster watch() {
        return watch;
    }

    public Figures figures() {
        return keeper().map(TableKeeper::figures)
                .orElseGet(() -> new Figures(1, PartitionTable.PARTITIONS, 0, 0, Duration.ZERO));
    }
}
