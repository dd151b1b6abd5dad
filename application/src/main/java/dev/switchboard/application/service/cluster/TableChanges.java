package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changes of the table that this hub makes. Each is one compare-and-set under this hub's
/// right, and the store lets only one of two hubs win.
final class TableChanges {

    private static final Logger LOG = LoggerFactory.getLogger(TableChanges.class);

    /// The time for which nothing new begins in a partition that is to move and of which something
    /// is under way. Calls about it wait longer than that before they are refused.
    static final Duration TRY = Duration.ofSeconds(1);

    /// The time for which such a partition is served here before it is tried again: a target may
    /// take its time to answer. Doubled after each try in vain, because consoles whose desk it is
    /// connect again after each.
    static final Duration REST = Duration.ofSeconds(10);

    /// The number of times that a hub that ends tries to give everything back: others change the
    /// table as well.
    private static final int TRIES = 5;

    private static final Duration LONGEST_REST = REST.multipliedBy(16);

    private final PartitionRegistry partitions;
    private final Assignment assignment;
    private final HeldPartitions held;
    private final Right right;
    private final Clock clock;
    private final AtomicReference<Trial> trial =
            new AtomicReference<>(new Trial(0, Partitions.NONE, 0, REST));

    TableChanges(
            PartitionRegistry partitions,
            Assignment assignment,
            HeldPartitions held,
            Right right,
            Clock clock) {
        this.partitions = partitions;
        this.assignment = assignment;
        this.held = held;
        this.right = right;
        this.clock = clock;
    }

    /// The try to give partitions away. Times are in nanoseconds.
    ///
    /// @param since when it began
    /// @param resting those that stayed busy, and are served here for a while
    /// @param until for how long
    /// @param rest how long those rest that stay busy this time
    private record Trial(long since, Partitions resting, long until, Duration rest) {

        private Trial inVain(long now, Partitions busy) {
            Duration longer = rest.multipliedBy(2);
            return new Trial(
                    since,
                    resting.plus(busy),
                    now + rest.toNanos(),
                    longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST);
        }
    }

    /// Learns what other hubs changed.
    void look() {
        partitions.newerThan(held.table().version()).ifPresent(held::learn);
    }

    /// Takes what nobody owns or the dead owned. Among hubs that share the table each of them gets
    /// its part of it; a hub that shares with nobody takes all or nothing.
    ///
    /// @param dead hubs that were declared dead
    /// @return whether this hub owns more now
    boolean takeOver(HubId me, Set<HubId> dead, Sharers sharers) {
        PartitionTable table = held.table();
        PartitionTable next =
                sharers.isEmpty()
                        ? assignment.takeOver(table, dead, me, clock.instant())
                        : assignment.shareOut(table, dead, sharers, clock.instant());
        int before = held.count();
        if (!replace(next)) {
            return false;
        }
        LOG.atInfo()
                .addKeyValue("action", "partitions_taken")
                .addKeyValue("version", next.version())
                .log(
                        "This hub owns {} of {} partitions since version {} of the table{}",
                        held.count(),
                        PartitionTable.PARTITIONS,
                        next.version(),
                        dead.isEmpty() ? "" : "; their owner is dead");
        return held.count() > before;
    }

    /// The store may have later epochs than the table, if the table was lost or restored and the
    /// clock is behind. As long as the table names this hub, nobody else has them.
    void raiseEpochs(HubId me) {
        PartitionTable next =
                assignment.raise(held.table(), me, held.laterEpoch(), clock.instant());
        if (replace(next)) {
            LOG.atWarn()
                    .addKeyValue("action", "epochs_raised")
                    .addKeyValue("version", next.version())
                    .log(
                            "The store has later epochs than the table of partitions, and so the"
                                    + " table has version {} now",
                            next.version());
        }
    }

    /// Gives away what is another sharer's part. Nothing new begins there from now on; a partition
    /// moves when nothing of it is under way any more. One that stays busy is served here for a
    /// while before the next try.
    ///
    /// @param sharers the living hubs that share the table, this one included; empty if this hub
    ///   does not
    /// @param takers those of them that certainly live
    void giveAway(Hub me, Set<HubId> sharers, Collection<HubId> takers) {
        if (!right.stands() || (sharers.isEmpty() && !held.isMoving())) {
            return;
        }
        Partitions others = assignment.partsOfOthers(held.table(), me.id(), sharers, takers);
        Partitions quiet = held.give(due(others));
        PartitionTable next =
                assignment.move(held.table(), quiet, held.late(), sharers, clock.instant());
        if (replace(next)) {
            LOG.atInfo()
                    .addKeyValue("action", "partitions_moved")
                    .addKeyValue("version", next.version())
                    .log(
                            "{} partitions went to other hubs with version {} of the table; {} of"
                                    + " them still have something under way here",
                            quiet.size(),
                            next.version(),
                            others.size() - quiet.size());
        }
    }

    private Partitions due(Partitions others) {
        long now = right.now().nanos();
        Trial last = trial.get();
        long since = held.isMoving() ? last.since() : now;
        Partitions resting = now - last.until() < 0 ? last.resting() : Partitions.NONE;
        Duration rest = others.isEmpty() ? REST : last.rest();
        Trial goesOn = new Trial(since, resting, last.until(), rest);
        Trial next = now - since < TRY.toNanos() ? goesOn : goesOn.inVain(now, held.leaving());
        trial.set(next);
        return others.minus(next.resting());
    }

    /// Gives all partitions back to nobody, and ends this hub's right.
    ///
    /// @param clean whether nothing is under way
    void giveBack(HubId me, boolean clean) {
        Partitions settled = clean ? Partitions.ALL.minus(held.late()) : Partitions.NONE;
        boolean stood = right.stands();
        right.end();
        for (int i = 0; stood && i < TRIES; i++) {
            PartitionTable table = held.table();
            PartitionTable next = assignment.giveBack(table, me, settled, clock.instant());
            if (next.equals(table)) {
                return;
            }
            if (partitions.replace(table.version(), next)) {
                LOG.atInfo()
                        .addKeyValue("action", "partitions_given_back")
                        .addKeyValue("version", next.version())
                        .log(
                                "All partitions are given back{}",
                                clean ? "" : ", with calls under way");
                return;
            }
            look();
        }
    }

    private boolean replace(PartitionTable next) {
        PartitionTable table = held.table();
        if (next.equals(table) || !right.stands() || !partitions.replace(table.version(), next)) {
            return false;
        }
        held.learn(next);
        return true;
    }
}
