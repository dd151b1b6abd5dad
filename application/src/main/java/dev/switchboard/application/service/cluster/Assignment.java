package dev.switchboard.application.service.cluster;

import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Decides who gets which partition. Partitions of a living hub stay where they are: only their
/// owner gives them away.
///
/// Hubs that share the table agree on everybody's part without a word: each computes it from the
/// ids of the living, by rendezvous hashing with a bound. A hub that comes or goes moves little but
/// its own part.
class Assignment {

    /// The greatest size of a part, in averages.
    private static final double UNEVEN = 1.1;

    private final AtomicReference<Shares> last =
            new AtomicReference<>(new Shares(Set.of(), List.of()));

    /// The parts that were computed last. Each round of a hub asks for them, and a hundred hubs
    /// take milliseconds.
    private record Shares(Set<HubId> sharers, List<HubId> owners) {}

    /// Returns the table in which `taker` has everything that nobody owns or that the dead owned;
    /// the same table if there is no such partition, or if another hub lives that owns some: it
    /// shares the table, and this hub does not.
    ///
    /// @param dead hubs that were declared dead
    PartitionTable takeOver(PartitionTable table, Set<HubId> dead, HubId taker, Instant now) {
        if (table.shares().stream().noneMatch(share -> share.isFree(dead))
                || !table.shares().stream()
                        .allMatch(share -> share.isFree(dead) || taker.equals(share.owner()))) {
            return table;
        }
        long version = table.nextVersion(now);
        List<Share> next =
                table.shares().stream()
                        .map(share -> share.isFree(dead) ? share.takenBy(taker, version) : share)
                        .toList();
        return new PartitionTable(version, next);
    }

    /// Returns the table in which each sharer that stays has those of its part that nobody owned or
    /// that the dead owned; the same table if there is no such partition or no such sharer, or if
    /// all the living owners are hubs that do not share with these: those would not call each
    /// other.
    PartitionTable shareOut(PartitionTable table, Set<HubId> dead, Sharers sharers, Instant now) {
        Set<HubId> owners = new HashSet<>(table.owners());
        owners.removeAll(dead);
        if (sharers.staying().isEmpty()
                || (!owners.isEmpty() && Collections.disjoint(owners, sharers.all()))) {
            return table;
        }
        Partitions free = table.which(share -> share.isFree(dead));
        return changed(
                table,
                free,
                sharers.staying(),
                now,
                (i, taker, version) -> table.shares().get(i).takenBy(taker, version));
    }

    /// Returns the partitions of a hub that are the part of another sharer.
    ///
    /// @param takers those sharers that may get something
    Partitions partsOfOthers(
            PartitionTable table, HubId owner, Set<HubId> sharers, Collection<HubId> takers) {
        if (sharers.isEmpty()) {
            return Partitions.NONE;
        }
        List<HubId> parts = known(sharers);
        return Partitions.of(
                table.of(owner)
                        .numbers()
                        .filter(i -> !owner.equals(parts.get(i)) && takers.contains(parts.get(i))));
    }

    /// Returns the table in which these partitions, of which nothing is under way here, are the
    /// sharers' whose part they are.
    ///
    /// @param late those in which a hub before this one may have something under way
    PartitionTable move(
            PartitionTable table,
            Partitions quiet,
            Partitions late,
            Set<HubId> sharers,
            Instant now) {
        return changed(
                table,
                quiet,
                sharers,
                now,
                (i, taker, version) -> new Share(taker, version, !late.contains(i)));
    }

    private interface Change {
        Share of(int partition, HubId taker, long version);
    }

    private PartitionTable changed(
            PartitionTable table, Partitions some, Set<HubId> sharers, Instant now, Change change) {
        if (some.isEmpty()) {
            return table;
        }
        List<HubId> parts = known(sharers);
        long version = table.nextVersion(now);
        List<Share> next = new ArrayList<>(table.shares());
        some.numbers().forEach(i -> next.set(i, change.of(i, parts.get(i), version)));
        return new PartitionTable(version, next);
    }

    private List<HubId> known(Set<HubId> sharers) {
        Shares known = last.get();
        if (!known.sharers().equals(sharers)) {
            known = new Shares(Set.copyOf(sharers), parts(sharers));
            last.set(known);
        }
        return known.owners();
    }

    /// Returns whose part each partition is: the hub's with the highest score for it among those
    /// that have not their fill.
    static List<HubId> parts(Set<HubId> sharers) {
        int most = (int) Math.ceil(UNEVEN * PartitionTable.PARTITIONS / sharers.size());
        Map<HubId, Integer> sizes = new HashMap<>();
        List<HubId> parts = new ArrayList<>();
        for (int i = 0; i < PartitionTable.PARTITIONS; i++) {
            int partition = i;
            HubId best =
                    sharers.stream()
                            .filter(hub -> sizes.getOrDefault(hub, 0) < most)
                            .max(
                                    Comparator.<HubId>comparingLong(hub -> score(hub, partition))
                                            .thenComparing(HubId::value))
                            .orElseThrow();
            sizes.merge(best, 1, Integer::sum);
            parts.add(best);
        }
        return parts;
    }

    private static long score(HubId hub, int partition) {
        long score = mixed(partition + 1);
        for (int i = 0; i < hub.value().length(); i++) {
            score = mixed(score + hub.value().charAt(i));
        }
        return score;
    }

    /// The finalizer of SplitMix64: each bit of the result depends on every bit.
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
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
    /// @param clean those of which neither the owner nor one before it has anything under way
    PartitionTable giveBack(PartitionTable table, HubId owner, Partitions clean, Instant now) {
        Partitions its = table.of(owner);
        if (its.isEmpty()) {
            return table;
        }
        long version = table.nextVersion(now);
        List<Share> next = new ArrayList<>(table.shares());
        its.numbers().forEach(i -> next.set(i, new Share(null, version, clean.contains(i))));
        return new PartitionTable(version, next);
    }
}
