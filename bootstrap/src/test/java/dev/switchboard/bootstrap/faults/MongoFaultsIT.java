package dev.switchboard.bootstrap.faults;

import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A hub on a MongoDB that stands still again and again, for longer than any caller waits, and a
/// hub on MongoDB that is killed.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.stall-seconds=…` for each stall, by default 3
/// - `-Dswitchboard.kills=…` ends after this many kills, by default 10
@Tag("faults")
@Tag("mongodb-faults")
@Isolated
class MongoFaultsIT {

    private static final int STALLS = 7;
    private static final int KILLS = Integer.getInteger("switchboard.kills", 10);
    private static final Duration STALL =
            Duration.ofSeconds(Integer.getInteger("switchboard.stall-seconds", 3));
    private static final Duration BETWEEN_STALLS = Duration.ofSeconds(2);

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(Pose.class)
    void keepsTheOrderThroughSevenStalls(Pose pose) throws InterruptedException {
        String name = "seven stalls, MongoDB as " + pose;
        try (ProxiedMongo mongo = ProxiedMongo.posingAs(pose);
                FaultRun run = new FaultRun(Plan.onMongo(name).at(mongo.uri()), directory)) {
            for (int i = 0; i < STALLS; i++) {
                Thread.sleep(BETWEEN_STALLS);
                mongo.proxy().stall();
                Thread.sleep(STALL);
                mongo.proxy().goOn();
            }

            show(run.end(name));
        }
    }

    @Test
    void losesDoublesAndReordersNothingHoweverOftenTheHubIsKilled() {
        try (ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET)) {
            Plan plan = Plan.onMongo("hub on MongoDB").at(mongo.uri());

            show(new Killing(plan, directory, KILLS, Duration.ofHours(1)).call());
        }
    }

    private static void show(Report report) {
        report.print();
        report.assertFlawless();
    }
}
