package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.service.cluster.ClusterWorld.Broken;
import dev.switchboard.application.service.cluster.ClusterWorld.Sabotage;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Thousands of histories of three hubs on one store, with freezes, suspended machines, late beats
/// and outages. What must hold is in [ClusterWorld].
@Order(1)
class OwnershipWalkTest {

    private static final long SEEDS = Long.getLong("switchboard.seeds", 300);
    private static final int STEPS = 40;

    @Test
    void keepsEachPartitionWithOneHubAndRobsNobody() {
        LongStream.range(0, SEEDS)
                .forEach(seed ->
                        assertThat(ClusterWorld.run(seed, Sabotage.NONE, STEPS))
                                .as("seed %d", seed)
                                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsOutWhatAWrongImplementationDoes(Sabotage sabotage) {
        Optional<Broken> broken =
                LongStream.range(0, SEEDS)
                        .mapToObj(seed -> ClusterWorld.run(seed, sabotage, STEPS))
                        .flatMap(Optional::stream)
                        .findFirst();

        assertThat(broken).isPresent();
    }
}
