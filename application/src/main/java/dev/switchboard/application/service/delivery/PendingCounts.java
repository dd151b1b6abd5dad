package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the pending deliveries per target approximately, in memory, for the limit per channel and
/// for metrics: those of this hub's conversations, so the counts of all hubs add up to the whole.
/// Each sweep compares some of the counts with the journal.
public final class PendingCounts {

    private static final int STEP = 1000;
    private static final int STEPS = 100;

    private final Backlog backlog;
    private final PartitionOwnership ownership;
    private final ConcurrentMap<Target, Tally> counts = new ConcurrentHashMap<>();

    /// The part of these that an admin sent again since this hub started.
    private final ConcurrentMap<Target, Tally> redriven = new ConcurrentHashMap<>();

    /// The targets to be compared with the journal in this round.
    private final Deque<Target> uncompared = new ArrayDeque<>();

    private boolean beganRound;
    private @Nullable Comparison comparison;

    public PendingCounts(Backlog backlog, PartitionOwnership ownership) {
        this.backlog = backlog;
        this.ownership = ownership;
    }

    /// A number that many threads change while one corrects it.
    private static final class Tally {
        private final LongAdder changes = new LongAdder();
        private volatile long base;

        void add(long number) {
            changes.add(number);
        }

        void set(long value) {
            base = value - changes.sum();
        }

        long value() {
            return base + changes.sum();
        }

        long atLeastNone() {
            return Math.max(0, value());
        }
    }

    /// A lane got a delivery, until it is [#finished(Owed)].
    void added(Owed owed) {
        add(owed, 1);
    }

    void finished(Owed owed) {
        add(owed, -1);
    }

    private void add(Owed owed, int number) {
        Target target = owed.delivery().target();
        of(target).add(number);
        if (owed.redriven()) {
            redriven.computeIfAbsent(target, _ -> new Tally()).add(number);
        }
    }

    /// A delivery without a lane was added: it waits for live clients, until it is
    /// [#finished(Target)]. Whether an admin sent it again is not counted.
    void added(Target target) {
        of(target).add(1);
    }

    public void finished(Target target) {
        of(target).add(-1);
    }

    public long pending(Target target) {
        return sum(counts, target);
    }

    /// Returns the number of pending deliveries without redriven ones: those were journaled long
    /// ago and count against no sender's limit.
    long live(Target target) {
        return Math.max(0, pending(target) - sum(redriven, target));
    }

    /// Whether another message of a sender may wait for a target, of which this many may wait at
    /// all hubs: each has its share.
    public boolean hasRoom(Target target, int limit) {
        return live(target) < ownership.held().shareOf(limit);
    }

    private static long sum(Map<Target, Tally> tallies, Target target) {
        Tally tally = tallies.get(target);
        return tally == null ? 0 : tally.atLeastNone();
    }

    /// Returns the counts by target, for metrics.
    public Map<Target, Long> all() {
        Map<Target, Long> all = new ConcurrentHashMap<>();
        counts.forEach((target, _) -> all.put(target, pending(target)));
        return all;
    }

    /// Compares a part of the counts with the journal; the next call continues there. Never runs
    /// twice at once.
    void repair() {
        for (int i = 0; i < STEPS; i++) {
            Comparison current = comparison == null ? nextComparison() : comparison;
            if (current == null) {
                return;
            }
            // a comparison that fails is left to the next round, so that the others get their turn
            comparison = null;
            if (current.goOn()) {
                comparison = current;
            }
        }
    }

    /// Null at the end of a round, where a repair ends too.
    private @Nullable Comparison nextComparison() {
        if (!beganRound) {
            beginRound();
        }
        Target next = uncompared.poll();
        beganRound = next != null;
        return next == null ? null : new Comparison(next);
    }

    /// Targets counted here are compared too, because the journal may have nothing for them any
    /// more.
    private void beginRound() {
        Set<Target> all = new LinkedHashSet<>(counts.keySet());
        Optional<Target> next = backlog.nextTarget(null);
        while (next.isPresent()) {
            all.add(next.get());
            next = backlog.nextTarget(next.get());
        }
        uncompared.addAll(all);
        beganRound = true;
    }

    /// Counts the journal's pending deliveries of one target.
    private final class Comparison {
        private final Target target;
        private final Partitions part;
        private final Tally tally;
        private final long changesBefore;
        private @Nullable String from;
        private long counted;

        Comparison(Target target) {
            this.target = target;
            this.part = ownership.held();
            this.tally = of(target);
            this.changesBefore = tally.changes.sum();
        }

        /// @return whether there is more
        boolean goOn() {
            Backlog.Count step = backlog.count(target, part, from, STEP);
            counted += step.pending();
            from = step.next();
            if (from == null) {
                end();
                return false;
            }
            // after a start the first steps already find more than is counted here
            if (counted > tally.value()) {
                tally.set(counted);
            }
            return true;
        }

        /// A change during the walk was counted only if it lay ahead of the walk's position at that
        /// moment. On average that is half of them.
        private void end() {
            long meanwhile = tally.changes.sum() - changesBefore;
            tally.set(Math.max(0, counted + meanwhile / 2));
            Tally again = redriven.get(target);
            if (again != null) {
                again.set(Math.clamp(again.value(), 0, pending(target)));
            }
        }
    }

    private Tally of(Target target) {
        Tally tally = counts.get(target);
        return tally != null ? tally : counts.computeIfAbsent(target, _ -> new Tally());
    }
}
