package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.adapter.out.persistence.mongo.wire.Storm;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import dev.switchboard.bootstrap.faults.HistoryCheck.Breach;
import dev.switchboard.bootstrap.faults.sabotage.ForgetsKeys;
import dev.switchboard.bootstrap.faults.sabotage.TakesDoubtForSuccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All faults of a MongoDB at random, while twelve back ends send: it loses answers, cuts
/// connections, is silent, late, secondary, out of time or unsure of its writes, and sometimes
/// stands still. It runs in rounds, each with its own hub and database, because the stand-in reads
/// everything for every query.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.storm-seconds=…` for each pose, by default 15
/// - `-Dswitchboard.storm-round-seconds=…` at most, by default 60
@Tag("faults")
@Tag("mongodb-faults")
@Isolated
class MongoStormFaultsIT {

    private static final Duration TIME = seconds("switchboard.storm-seconds", 15);

    /// A sabotaged hub is detected in the first seconds or not at all.
    private static final Duration CONTROL = Duration.ofSeconds(15);

    private static final Duration ROUND = seconds("switchboard.storm-round-seconds", 60);
    private static final Duration LONGEST_LULL = Duration.ofSeconds(5);
    private static final Duration LONGEST_STALL = Duration.ofSeconds(4);

    /// A message and its answer are a dozen commands.
    private static final int FAULTY_COMMANDS = 40;

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(Pose.class)
    void losesDoublesAndReordersNothingWhateverItsStoreDoes(Pose pose) throws IOException {
        Duration left = TIME;
        for (int round = 1; left.isPositive(); round++) {
            Duration time = left.compareTo(ROUND) < 0 ? left : ROUND;
            Plan plan = Plan.onMongo("storm " + round + ", MongoDB as " + pose);

            Report report = round(plan, pose, time);

            report.assertFlawless();
            left = left.minus(time);
        }
    }

    @Test
    void findsOutAHubThatTakesDoubtForSuccess() throws IOException {
        Plan plan = Plan.onMongo("takes doubt for success");

        Report report =
                round(plan.sabotagedBy(TakesDoubtForSuccess.class), Pose.STANDALONE, CONTROL);

        assertThat(report.check().count(Breach.LOST)).isPositive();
    }

    @Test
    void findsOutAHubThatForgetsIdempotencyKeys() throws IOException {
        Plan plan = Plan.onMongo("forgets keys in a storm");

        Report report = round(plan.sabotagedBy(ForgetsKeys.class), Pose.STANDALONE, CONTROL);

        assertThat(report.check().count(Breach.DUPLICATE)).isPositive();
    }

    private Report round(Plan plan, Pose pose, Duration time) throws IOException {
        Path own = Files.createDirectory(directory.resolve(plan.name()));
        try (ProxiedMongo mongo = ProxiedMongo.posingAs(pose);
                FaultRun run = new FaultRun(plan.at(mongo.uri()), own)) {
            Chance chance = new Chance(plan.name());
            Storm storm = new Storm(Chance.SEED + plan.name().hashCode(), FAULTY_COMMANDS);
            mongo.faults().rage(storm);
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(chance.upTo(LONGEST_LULL).toNanos());
                standStill(mongo, chance.upTo(LONGEST_STALL));
            }
            mongo.faults().calm();

            Report report = run.end(plan.name());
            report.print();
            System.out.println("The storm: " + storm);
            return report;
        }
    }

    private static void standStill(ProxiedMongo mongo, Duration howLong) {
        mongo.proxy().stall();
        LockSupport.parkNanos(howLong.toNanos());
        mongo.proxy().goOn();
    }

    private static Duration seconds(String property, int otherwise) {
        return Duration.ofSeconds(Integer.getInteger(property, otherwise));
    }
}
