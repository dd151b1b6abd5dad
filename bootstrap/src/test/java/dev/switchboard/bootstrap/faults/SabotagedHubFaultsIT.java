package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import dev.switchboard.bootstrap.faults.HistoryCheck.Breach;
import dev.switchboard.bootstrap.faults.sabotage.AcknowledgesFirst;
import dev.switchboard.bootstrap.faults.sabotage.ForgetsKeys;
import dev.switchboard.bootstrap.faults.sabotage.IgnoresItsDeath;
import dev.switchboard.bootstrap.faults.sabotage.TurnsLanesRound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The positive controls of the fault runs: a run that does not detect a hub which breaks a promise
/// proves nothing about one that keeps it.
@Tag("faults")
@Tag("fault-controls")
@Isolated
class SabotagedHubFaultsIT {

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @TempDir Path directory;

    @Test
    void findsOutAHubThatAcknowledgesBeforeItJournals() throws InterruptedException {
        try (FaultRun run = sabotagedBy(AcknowledgesFirst.class)) {
            Thread.sleep(A_WHILE);
            run.crash();
            run.hub().awaitReady();

            assertFoundOut(run.end("acknowledges first"), Breach.LOST);
        }
    }

    @Test
    void findsOutAHubThatForgetsIdempotencyKeys() throws InterruptedException {
        try (FaultRun run = sabotagedBy(ForgetsKeys.class)) {
            Thread.sleep(A_WHILE);
            run.channels().hang("/" + Load.channel(0));
            Thread.sleep(A_WHILE);
            run.crash();
            run.channels().release();
            run.hub().awaitReady();

            assertFoundOut(run.end("forgets keys"), Breach.DUPLICATE);
        }
    }

    @Test
    void findsOutAHubThatTurnsLanesRound() throws InterruptedException {
        try (FaultRun run = sabotagedBy(TurnsLanesRound.class)) {
            Thread.sleep(A_WHILE);
            run.takeSessionsServerAway();
            Thread.sleep(A_WHILE);
            run.crash();
            run.bringSessionsServerBack();
            run.hub().awaitReady();

            assertFoundOut(run.end("turns lanes round"), Breach.OUT_OF_ORDER);
        }
    }

    /// Both it and its successor send what waits for the sessions server.
    @Test
    @Tag("cluster-days")
    void findsOutAHubThatIgnoresItsDeath() {
        try (Cluster cluster = new Cluster("ignores its death", IgnoresItsDeath.class, directory)) {
            Cluster.live();
            cluster.run().takeSessionsServerAway();
            Cluster.live();
            cluster.fault(() -> {
                cluster.hub(1).freeze();
                cluster.awaitAllAt(0);
            });
            cluster.hub(1).resume();
            cluster.run().bringSessionsServerBack();

            assertFoundOut(cluster.end(), Breach.DUPLICATE);
        }
    }

    private FaultRun sabotagedBy(Class<?> saboteur) {
        Plan plan = Plan.embedded(saboteur.getSimpleName()).sabotagedBy(saboteur);
        return new FaultRun(plan, directory);
    }

    private static void assertFoundOut(Report report, Breach breach) {
        report.print();
        assertThat(report.check().acked()).isPositive();
        assertThat(report.check().count(breach)).isPositive();
    }
}
