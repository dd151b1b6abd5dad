package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
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

/// About how many deliveries are pending per target, kept in memory for the limit per channel and
/// for those who watch. Each sweep compares some of it with the journal.
public final class PendingCounts {

    private static final int STEP = 1000;
    private static final int STEPS = 100;

    private final Backlog backlog;
    private final ConcurrentMap<Target, Tally> counts = new ConcurrentHashMap<>();

    /// Those of them that an admin sent again since this hub started.
    private final ConcurrentMap<Target, Tally> redriven = new ConcurrentHashMap<>();

    /// The targets that remain to be compared with the journal in this round.
    private final Deque<Target> uncompared = new ArrayDeque<>();

    private boolean beganRound;
    private @Nullable Comparison comparison;

    public PendingCounts(Backlog backlog) {
        this.backlog = backlog;
    }

    /// A number that many change while one sets it right.
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

    /// A lane has it to deliver, until it is [#finished(Owed)].
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

    /// No lane delivers it: it waits for live clients, until it is [#finished(Target)]. Nobody asks
    /// whether an admin sent it again.
    void added(Target target) {
        of(target).add(1);
    }

    public void finished(Target target) {
        of(target).add(-1);
    }

    public long pending(Target target) {
        return sum(counts, target);
    }

    /// How many are pending that nobody sent again: what an admin re-drives was journaled long ago
    /// and takes no sender's place.
    public long live(Target target) {
        return Math.max(0, pending(target) - sum(redriven, target));
    }

    private static long sum(Map<Target, Tally> tallies, Target target) {
        Tally tally = tallies.get(target);
        return tally == null ? 0 : tally.atLeastNone();
    }

    /// Counts by target, for those who watch.
    public Map<Target, Long> all() {
        Map<Target, Long> all = new ConcurrentHashMap<>();
        counts.forEach((target, _) -> all.put(target, pending(target)));
        return all;
    }

    /// Compares with the journal what a few steps can reach, and goes on there the next time. Never
    /// runs twice at once.
    void repair() {
        for (int i = 0; i < STEPS; i++) {
            Comparison current = comparison == null ? nextComparison() : comparison;
            if (current == null) {
                return;
            }
            // one that fails is left to the next round, so that the others get their turn
            comparison = null;
            if (current.goOn()) {
                comparison = current;
            }
        }
    }

    /// Null at the end of a round, with which a repair ends as well.
    private @Nullable Comparison nextComparison() {
        if (!beganRound) {
            beginRound();
        }
        Target next = uncompared.poll();
        beganRound = next != null;
        return next == null ? null : new Comparison(next);
    }

    /// What is kept here is compared too, for the journal may have nothing of it any more.
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

    /// Counts what the journal has for one target.
    private final class Comparison {
        private final Target target;
        private final Tally tally;
        private final long changesBefore;
        private @Nullable String from;
        private long counted;

        Comparison(Target target) {
            this.target = target;
            this.tally = of(target);
            this.changesBefore = tally.changes.sum();
        }

        /// @return whether there is more
        boolean goOn() {
            Backlog.Count step = backlog.count(target, from, STEP);
            counted += step.pending();
            from = step.next();
            if (from == null) {
                end();
                return false;
            }
            // after a start the first steps tell more than what is kept
            if (counted > tally.value()) {
                tally.set(counted);
            }
            return true;
        }

        /// What came or went meanwhile was counted if it was behind the step of that moment: half
        /// of it, as far as anybody knows.
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
