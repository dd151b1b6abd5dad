package dev.switchboard.application.port.out.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [PartitionRegistry].
public interface PartitionRegistryContract {

    /// The same registry throughout a test, empty when it began.
    PartitionRegistry registry();

    private static PartitionTable ownedBy(String hub, long version) {
        List<Share> shares =
                IntStream.range(0, PartitionTable.PARTITIONS)
                        .mapToObj(i ->
                                i % 2 == 0
                                        ? new Share(new HubId(hub), version, false)
                                        : new Share(null, version - 1, true))
                        .toList();
        return new PartitionTable(version, shares);
    }

    @Test
    default void hasNoTableAtFirst() {
        assertThat(registry().newerThan(0)).isEmpty();
    }

    @Test
    default void returnsATableAsItWasStored() {
        assertThat(registry().replace(0, ownedBy("a", 1_800_000_000_000L))).isTrue();

        assertThat(registry().newerThan(0)).contains(ownedBy("a", 1_800_000_000_000L));
    }

    @Test
    default void returnsOnlyANewerOne() {
        registry().replace(0, ownedBy("a", 7));

        assertThat(registry().newerThan(6)).isPresent();
        assertThat(registry().newerThan(7)).isEmpty();
        assertThat(registry().newerThan(8)).isEmpty();
    }

    @Test
    default void replacesTheVersionThatItsCallerKnows() {
        registry().replace(0, ownedBy("a", 7));

        assertThat(registry().replace(7, ownedBy("b", 8))).isTrue();

        assertThat(registry().newerThan(7)).contains(ownedBy("b", 8));
    }

    @Test
    default void replacesNoOther() {
        registry().replace(0, ownedBy("a", 7));

        assertThat(registry().replace(0, ownedBy("b", 8))).isFalse();
        assertThat(registry().replace(6, ownedBy("b", 8))).isFalse();
        assertThat(registry().replace(8, ownedBy("b", 9))).isFalse();

        assertThat(registry().newerThan(0)).contains(ownedBy("a", 7));
    }

    @Test
    default void replacesNothingWhereThereIsNoTable() {
        assertThat(registry().replace(7, ownedBy("a", 8))).isFalse();

        assertThat(registry().newerThan(0)).isEmpty();
    }

    @Test
    default void letsOneOfManyWin() {
        List<Boolean> first =
                InParallel.results(8, i -> registry().replace(0, ownedBy("a" + i, 7)));
        List<Boolean> second =
                InParallel.results(8, i -> registry().replace(7, ownedBy("b" + i, 8)));

        assertThat(first).containsOnlyOnce(true);
        assertThat(second).containsOnlyOnce(true);
    }
}
