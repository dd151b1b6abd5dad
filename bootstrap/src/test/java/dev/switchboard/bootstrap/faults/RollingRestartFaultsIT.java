package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Hubs share one MongoDB under load, and end and start in turn: parts move from one living hub to
/// another, and no session is refused for longer than that takes.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.rounds=…` of restarts, by default 3
/// - `-Dswitchboard.rate=…` messages a second while each is restarted, and as many answers; by
///   default 300 on a real MongoDB, and as many as the stand-in carries
/// - `-Dswitchboard.earlier-jar=…`, the packaged hub of an earlier release
@Tag("faults")
@Tag("cluster-days")
@Isolated
class RollingRestartFaultsIT {

    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 3);
    private static final int RATE =
            Integer.getInteger("switchboard.rate", MongoForTests.find().real() ? 300 : 20);
    private static final Duration MOVE = Duration.ofSeconds(2);
    private static final Duration HELD = Duration.ofSeconds(15);

    @TempDir Path directory;

    private static void assertFlawless(Cluster cluster) {
        Report report = cluster.end();
        cluster.assertFlawless(report);
        report.assertRefusedForAtMost(MOVE);
    }

    /// A hub that is asked to end gives its part back when nothing of it is under way: no call is
    /// repeated.
    @Test
    void repeatsNothingWhenEachOfThreeIsRestartedInTurn() {
        Plan plan = Plan.onMongo("rolling restart").with(Load.Size.of(RATE));
        try (Cluster cluster = new Cluster(plan, 3, directory)) {
            for (int i = 0; i < ROUNDS; i++) {
                cluster.restart(i % 3);
            }

            assertFlawless(cluster);
        }
    }

    /// A slow channel holds up the parts of its conversations. Their messages are taken where they
    /// were until it has answered.
    @Test
    void refusesNobodyForLongWhileAChannelHoldsPartsUp() {
        try (Cluster cluster = new Cluster("channel holds parts up", 2, directory)) {
            cluster.end(1);
            cluster.awaitAllAt(0);
            Cluster.live();
            cluster.run().channels().holdAnswersTo(cluster.hub(0).url());
            cluster.run().channels().awaitHeld();
            cluster.hub(1).start();
            LockSupport.parkNanos(HELD.toNanos());
            cluster.run().channels().release();

            assertFlawless(cluster);
        }
    }

    /// One of them knows only the forms of an earlier release. Parts move in both directions, by an
    /// end and by a death.
    @Test
    void losesNothingBesideAHubOfAnEarlierRelease() {
        String jar = System.getProperty("switchboard.earlier-jar");
        assumeThat(jar).as("NOT RUN: needs -Dswitchboard.earlier-jar=…").isNotNull();
        Plan plan = Plan.onMongo("earlier release").besides(HubProgram.packaged(Path.of(jar)));
        try (Cluster cluster = new Cluster(plan, 2, directory)) {
            for (int i = 0; i < 2; i++) {
                int number = i;
                cluster.restart(number);
                Cluster.live();
                cluster.fault(() -> {
                    cluster.kill(number);
                    cluster.awaitAllAt(1 - number);
                });
                cluster.awaitShared();
            }

            cluster.assertFlawless();
        }
    }
}
