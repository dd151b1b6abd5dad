package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A hub is stopped for 30 s, at a chosen point of a write or while it owns nothing.
/// `ClusterFaultsIT` stops hubs in calls to channels, and at any moment.
///
/// Back ends call the other hub alone: who calls a frozen one has no answer, and is no concern of
/// the hubs.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
@Tag("faults")
@Tag("cluster-days")
@Isolated
class FrozenWriteFaultsIT {

    private static final Duration FROZEN = Duration.ofSeconds(30);

    /// Where no part changes its owner.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final BsonInt32 NONE = new BsonInt32(0);

    @TempDir Path directory;

    /// It has read where the next message of a conversation goes, and finds another one there when
    /// it goes on.
    @Test
    void losesNothingWhenOneIsFrozenBeforeAWrite() {
        try (Cluster cluster = frozen("frozen before a write")) {
            Cluster.live();
            Hold read =
                    faults(cluster)
                            .holdAnswer(
                                    "find", Collections.JOURNAL, FrozenWriteFaultsIT::seeksTheLast);
            read.awaitHeld();
            freezeUntilTheOtherTakesOver(cluster, read);

            cluster.assertTakenOverInTime();
        }
    }

    /// How an append looks for the end of a conversation.
    private static boolean seeksTheLast(BsonDocument find) {
        return find.getDocument("sort", new BsonDocument()).getNumber("seq", NONE).intValue() < 0;
    }

    /// The database has the message and executes it when the other hub has taken over.
    @Test
    void losesNothingWhenOneIsFrozenInAWrite() {
        try (Cluster cluster = frozen("frozen in a write")) {
            Cluster.live();
            Hold write = faults(cluster).hold("insert", Collections.JOURNAL);
            write.awaitHeld();
            freezeUntilTheOtherTakesOver(cluster, write);
            System.out.printf(
                    "The held message was %s%n", write.isRefused() ? "refused" : "stored late");

            cluster.assertTakenOverInTime();
        }
    }

    /// The message is stored, and the hub has not learned that when it stops.
    @Test
    void losesNothingWhenOneIsFrozenAfterAWrite() {
        try (Cluster cluster = frozen("frozen after a write")) {
            Cluster.live();
            Hold answer = faults(cluster).holdAnswer("insert", Collections.JOURNAL, _ -> true);
            answer.awaitHeld();
            freezeUntilTheOtherTakesOver(cluster, answer);

            cluster.assertTakenOverInTime();
        }
    }

    /// Those that stand by know an owner by its beats alone, and see none while they are stopped.
    @Test
    void keepsItsPartWhenAStandbyIsFrozen() {
        try (Cluster cluster = new Cluster("standby is frozen", 1, directory)) {
            HubProcess standby = cluster.standBy();
            long table = cluster.table();
            Cluster.live();
            standby.freeze();
            LockSupport.parkNanos(FROZEN.toNanos());
            cluster.awaitKnown(1);
            standby.resume();
            cluster.awaitKnown(2);

            Report report = cluster.end();
            cluster.assertFlawless(report);
            report.assertRefusedForAtMost(AT_ONCE);
            assertThat(cluster.table()).isEqualTo(table);
        }
    }

    /// Two hubs, the second of which is about to be frozen.
    private Cluster frozen(String name) {
        return new Cluster(Plan.onMongo(name).callingTheFirst(), 2, directory);
    }

    private static Faults faults(Cluster cluster) {
        return cluster.way(1).faults();
    }

    /// @param held what the hub was doing
    private static void freezeUntilTheOtherTakesOver(Cluster cluster, Hold held) {
        cluster.fault(() -> {
            cluster.hub(1).freeze();
            LockSupport.parkNanos(FROZEN.toNanos());
            cluster.awaitAllAt(0);
        });
        cluster.fault(() -> {
            held.release();
            cluster.hub(1).resume();
            cluster.awaitLost(1);
        });
    }
}
