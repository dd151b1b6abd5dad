package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Two hubs share one MongoDB under load, and one of them has a bad day. `-Dswitchboard.seed=…`
/// repeats the choices of an earlier run.
@Tag("faults")
@Isolated
class ClusterFaultsIT {

    private static final Duration TO_END = Duration.ofMinutes(1);

    @TempDir Path directory;

    /// The other one takes over after eleven seconds, and gives back when it returns.
    @Test
    void losesNothingWhenOneIsKilledAndComesBackLater() {
        try (Cluster cluster = new Cluster("one is killed", 2, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.hub(1).kill();
                cluster.awaitAllAt(0);
            });
            Cluster.live();

            cluster.assertFlawless();
        }
    }

    /// A hub that was frozen for longer than its right lasts finds that another one has taken over.
    /// The call that it was about to make is still made.
    @Test
    void losesNothingWhenOneIsFrozenUntilTheOtherTakesOver() {
        try (Cluster cluster = new Cluster("one is frozen", 2, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.hub(1).freeze();
                cluster.awaitAllAt(0);
            });
            cluster.fault(() -> {
                cluster.hub(1).resume();
                assertThat(cluster.hub(1).awaitEnd(TO_END)).isEqualTo(Cluster.LOST);
            });

            cluster.assertFlawless();
        }
    }
}
