package dev.switchboard.domain.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The owners of all partitions. Each change makes a greater version.
///
/// @param version 0 before anything was stored
/// @param shares by partition
public record PartitionTable(long version, List<Share> shares) {

    /// The number of partitions, the same for ever: a conversation stays in its partition.
    public static final int PARTITIONS = 1024;

    /// The table before anything was stored.
    public static final PartitionTable NONE =
            new PartitionTable(0, Collections.nCopies(PARTITIONS, new Share(null, 0, true)));

    public PartitionTable {
        shares = List.copyOf(shares);
        if (shares.size() != PARTITIONS) {
            throw new IllegalArgumentException("A table has " + PARTITIONS + " partitions");
        }
    }

    /// One partition's owner.
    ///
    /// @param owner null while nobody owns it
    /// @param epoch the version of the table that changed the owner
    /// @param clean whether the previous owner gave the partition away itself, with nothing under
    ///   way
    public record Share(@Nullable HubId owner, long epoch, boolean clean) {

        /// Whether the partition may be taken.
        ///
        /// @param dead hubs that were declared dead
        public boolean isFree(Set<HubId> dead) {
            return owner == null || dead.contains(owner);
        }

        /// Returns the share of the next owner.
        public Share takenBy(HubId taker, long version) {
            return new Share(taker, version, owner == null && clean);
        }
    }

    /// Returns the partition of a conversation, an organisation or a job.
    public static int partition(PartitionKey key) {
        CRC32C sum = new CRC32C();
        sum.update(key.partitionKey().getBytes(UTF_8));
        return (int) (sum.getValue() % PARTITIONS);
    }

    /// Returns who owns a conversation, an organisation or a job.
    public Share share(PartitionKey key) {
        return shares.get(partition(key));
    }

    /// Returns the partitions of a hub.
    public Partitions of(HubId hub) {
        return which(share -> hub.equals(share.owner()));
    }

    /// Returns those partitions of which this is true.
    public Partitions which(Predicate<Share> condition) {
        return Partitions.of(
                IntStream.range(0, PARTITIONS).filter(i -> condition.test(shares.get(i))));
    }

    public Set<HubId> owners() {
        return shares.stream()
                .map(Share::owner)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the version of the next table. The first one begins at the time in milliseconds, so
    /// that epochs go on rising if a table was lost.
    public long nextVersion(Instant now) {
        return version == 0 ? Math.max(1, now.toEpochMilli()) : version + 1;
    }
}
