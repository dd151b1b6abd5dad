package dev.switchboard.adapter.out.persistence.mongo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.cluster.FenceWorld.Sabotage;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many histories of two hubs on one store, whose former owner is frozen at any point and writes at
/// any later time. What must hold is in [FenceWorld]. `-Dswitchboard.seeds=10000` takes minutes.
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoFenceWalkIT {

    private static final long SEEDS = Long.getLong("switchboard.seeds", 100);

    private FenceWorld world;

    @BeforeAll
    void begin() {
        world = new FenceWorld();
    }

    @AfterAll
    void end() {
        world.close();
    }

    @Test
    void keepsTheFormerOwnersLateWritesInTheirPlace() {
        LongStream.range(0, SEEDS)
                .forEach(seed ->
                        assertThat(world.run(seed, Sabotage.NONE)).as("seed %d", seed).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsOutWhatAWrongImplementationDoes(Sabotage sabotage) {
        Optional<String> broken =
                LongStream.range(0, SEEDS)
                        .mapToObj(seed -> world.run(seed, sabotage))
                        .flatMap(Optional::stream)
                        .findFirst();

        assertThat(broken).isPresent();
    }
}
