package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.bootstrap.faults.sabotage.HasAnothersAddress;
import dev.switchboard.bootstrap.faults.sabotage.HearsNoPeer;
import dev.switchboard.bootstrap.faults.sabotage.RunsAhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Hubs share one MongoDB under load, and one of them has a bad day. `SeveralHubsE2eIT` and
/// `StandbyE2eIT` are the short form.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.rounds=…` of kills, by default 3
@Tag("faults")
@Tag("cluster-days")
@Isolated
class ClusterFaultsIT {

    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 3);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(14);
    private static final Duration FROZEN = Duration.ofSeconds(30);

    /// A hub that is frozen for so long has no right any more. It is taken for dead a second later
    /// at the earliest.
    private static final Duration RIGHT = Duration.ofSeconds(8);

    /// So slow that no beat has an answer in time for longer than a right lasts.
    private static final Duration LONGER_THAN_ITS_RIGHT = Duration.ofSeconds(15);

    private static final Duration LATE = Duration.ofSeconds(40);

    @TempDir Path directory;

    /// The other one takes over after eleven seconds, and gives back when it returns.
    @Test
    void losesNothingWhenOneIsKilledAndComesBackLater() {
        try (Cluster cluster = new Cluster("one is killed", 2, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.kill(1);
                cluster.awaitAllAt(0);
            });
            Cluster.live();

            cluster.assertTakenOverInTime();
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
                cluster.awaitLost(1);
            });

            cluster.assertFlawless();
        }
    }

    /// Its successor has repeated the call meanwhile, and the answer that it still gets changes
    /// nothing.
    @Test
    void losesNothingWhenOneIsFrozenInACallUntilTheOtherTakesOver() {
        try (Cluster cluster = new Cluster("frozen in a call", 2, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.freezeInACall(1);
                LockSupport.parkNanos(FROZEN.toNanos());
                cluster.awaitAllAt(0);
            });
            cluster.fault(() -> {
                cluster.answerAndResume(1);
                cluster.awaitLost(1);
            });

            Report report = cluster.end();
            cluster.assertFlawless(report);
            assertThat(report.check().repeats()).isPositive();
        }
    }

    /// Its right still stands, so it takes the answer. No fault is declared here that would excuse
    /// a repeat.
    @Test
    void repeatsNothingWhenOneIsFrozenInACallForAMoment() {
        try (Cluster cluster = new Cluster("frozen in a call for a moment", 2, directory)) {
            for (int i = 0; i < ROUNDS; i++) {
                Cluster.live();
                cluster.freezeInACall(1);
                Cluster.live();
                cluster.answerAndResume(1);
            }

            cluster.assertFlawless();
        }
    }

    /// Its right is over, and nobody has taken it for dead yet.
    @Test
    void losesNothingWhenOneIsFrozenInACallUntilItsRightEnds() {
        try (Cluster cluster = new Cluster("frozen in a call, right over", 2, directory)) {
            cluster.faults(
                    ROUNDS,
                    _ -> {
                        cluster.freezeInACall(1);
                        LockSupport.parkNanos(RIGHT.toNanos());
                        cluster.answerAndResume(1);
                        cluster.awaitShared();
                    });

            cluster.assertFlawless();
        }
    }

    /// It starts again at the same address, so nobody waits for its death to be certain.
    @Test
    void losesNothingWhenOneOrTheOtherIsKilledAndStartsAtOnce() {
        Chance chance = new Chance("killed again");
        try (Cluster cluster = new Cluster("one or the other is killed", 2, directory)) {
            for (int i = 0; i < ROUNDS; i++) {
                LockSupport.parkNanos(chance.upTo(LONGEST_LIFE).toNanos());
                int victim = chance.below(2);
                cluster.fault(() -> {
                    cluster.kill(victim);
                    cluster.hub(victim).spawn();
                    cluster.awaitShared();
                });
            }

            cluster.assertFlawless();
        }
    }

    /// Its beats get no answer, and it accepts nothing until another hub has taken over. Then the
    /// database executes what it was sent before.
    @Test
    void losesNothingWhenTheDatabaseStandsStillForOne() {
        try (Cluster cluster = new Cluster("silent database", 2, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.way(1).proxy().stall();
                cluster.awaitAllAt(0);
            });
            cluster.fault(() -> {
                cluster.way(1).proxy().goOn();
                cluster.awaitLost(1);
            });

            cluster.assertTakenOverInTime();
        }
    }

    /// It can write nothing within the time of a caller, and everything is written nevertheless.
    /// Its beats arrive late and get no answer in time, and nobody takes it for dead.
    @Test
    void losesNothingWhenTheDatabaseIsSlowForOne() {
        try (Cluster cluster = new Cluster("slow database", 2, directory)) {
            cluster.faults(
                    ROUNDS,
                    _ -> {
                        for (String command : List.of("insert", "update", "find")) {
                            cluster.way(1).faults().slowDown(command, SLOW).always();
                        }
                        LockSupport.parkNanos(LONGER_THAN_ITS_RIGHT.toNanos());
                        cluster.way(1).faults().calm();
                        cluster.awaitShared();
                    });

            cluster.assertFlawless();
        }
    }

    /// A message of a dead hub may reach the store when another one has taken its conversation
    /// over, 40 s after it was sent: later than the second look for such messages, and before the
    /// third. Its sender has repeated it meanwhile or sent the next one, so it is refused.
    @Test
    void losesNothingWhenAMessageOfADeadHubComesLate() {
        try (Cluster cluster = new Cluster("late message", 2, directory)) {
            for (int i = 0; i < ROUNDS; i++) {
                Cluster.live();
                Hold late = cluster.way(1).faults().hold("insert", Collections.JOURNAL);
                late.awaitHeld();
                cluster.fault(() -> {
                    cluster.kill(1);
                    LockSupport.parkNanos(LATE.toNanos());
                    cluster.awaitAllAt(0);
                    late.release();
                    assertThat(late.isRefused()).isTrue();
                    cluster.awaitShared();
                });
            }

            cluster.assertTakenOverInTime();
        }
    }

    @Test
    void losesNothingWhenConnectionsToTheDatabaseAreCut() {
        try (Cluster cluster = new Cluster("cut connections", 2, directory)) {
            cluster.faults(
                    ROUNDS,
                    round -> {
                        cluster.way(round % 2).proxy().cut();
                        cluster.awaitShared();
                    });

            cluster.assertFlawless();
        }
    }

    /// Any moment may be the wrong one: in a turn, a write, or a call to a target. Frozen for
    /// shorter than its right lasts, a hub goes on; else it ends.
    @Test
    void losesNothingWhenOneOrTheOtherIsFrozenForAMoment() {
        Chance chance = new Chance("frozen");
        try (Cluster cluster = new Cluster("one or the other is frozen", 2, directory)) {
            for (int i = 0; i < ROUNDS; i++) {
                LockSupport.parkNanos(chance.upTo(LONGEST_LIFE).toNanos());
                int victim = chance.below(2);
                cluster.fault(() -> {
                    cluster.mayBeLost(victim);
                    cluster.hub(victim).freeze();
                    LockSupport.parkNanos(chance.upTo(LONGEST_SLEEP).toNanos());
                    cluster.hub(victim).resume();
                    cluster.awaitShared();
                });
            }

            cluster.assertFlawless();
        }
    }

    /// Those that are asked of it fail, although others reach it, and it is not ready.
    @Test
    void losesNothingWhenOneHearsNoOther() throws IOException {
        try (Cluster cluster = new Cluster("one hears no other", HearsNoPeer.class, directory)) {
            Cluster.live();
            Path deaf = cluster.hub(1).dataDirectory().resolve(HearsNoPeer.DEAF);
            Files.createFile(deaf);
            cluster.awaitUnready(1);
            Files.delete(deaf);
            cluster.hub(1).awaitReady();

            cluster.assertFlawless();
        }
    }

    /// What is meant for the one arrives at the other, which refuses it and says so.
    @Test
    void losesNothingWhenTwoSayThatTheyAreCalledAtOneAddress() {
        try (Cluster cluster = new Cluster("one address", HasAnothersAddress.class, directory)) {
            cluster.awaitDoubt(0, "SAME_ADDRESS");
            Cluster.live();

            cluster.assertFlawless();
        }
    }

    /// What the hub with the later clock has put off is done by the other one soon nevertheless.
    @Test
    void losesNothingWhenTheirClocksAreAnHourApart() {
        try (Cluster cluster = new Cluster("clocks apart", RunsAhead.class, directory)) {
            Cluster.live();
            cluster.fault(() -> {
                cluster.kill(1);
                cluster.awaitAllAt(0);
            });
            cluster.awaitShared();
            Cluster.live();
            cluster.fault(() -> {
                cluster.kill(0);
                cluster.awaitAllAt(1);
            });

            cluster.assertTakenOverInTime();
        }
    }
}
