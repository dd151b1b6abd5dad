package dev.switchboard.domain.cluster;

import java.util.BitSet;
import java.util.stream.IntStream;

/// A set of partitions. Asking costs nothing if it is all of them or none: the key's name is not
/// even read.
public final class Partitions {

    public static final Partitions NONE = new Partitions(new BitSet());
    public static final Partitions ALL = of(IntStream.range(0, PartitionTable.PARTITIONS));

    private final BitSet members;
    private final int size;

    /// @param members not changed any more
    private Partitions(BitSet members) {
        this.members = members;
        this.size = members.cardinality();
    }

    public static Partitions of(IntStream numbers) {
        BitSet members = new BitSet(PartitionTable.PARTITIONS);
        numbers.forEach(members::set);
        return new Partitions(members);
    }

    /// The one partition of a key.
    public static Partitions of(PartitionKey key) {
        return of(IntStream.of(PartitionTable.partition(key)));
    }

    /// The numbers of the partitions, ascending.
    public IntStream numbers() {
        return members.stream();
    }

    public boolean contains(int partition) {
        return members.get(partition);
    }

    public boolean contains(PartitionKey key) {
        return size == PartitionTable.PARTITIONS
                || (size > 0 && members.get(PartitionTable.partition(key)));
    }

    public boolean intersects(Partitions others) {
        return members.intersects(others.members);
    }

    public Partitions plus(Partitions others) {
        BitSet all = (BitSet) members.clone();
        all.or(others.members);
        return new Partitions(all);
    }

    public Partitions minus(Partitions others) {
        BitSet rest = (BitSet) members.clone();
        rest.andNot(others.members);
        return new Partitions(rest);
    }

    public Partitions and(Partitions others) {
        BitSet both = (BitSet) members.clone();
        both.and(others.members);
        return new Partitions(both);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /// The part of a limit that belongs to the owner of these, where all hubs together must keep
    /// within it: as large as their part of all partitions, and at least 1.
    public int shareOf(int limit) {
        long rounded =
                ((long) limit * size + PartitionTable.PARTITIONS / 2) / PartitionTable.PARTITIONS;
        return (int) Math.max(1, rounded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Partitions partitions && members.equals(partitions.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return size == PartitionTable.PARTITIONS ? "all" : members.toString();
    }
}
