package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds pending work that no lane holds: all of it after a start, later that of unknown outcomes
/// and of other hubs. Reads the index of pending deliveries, never settled ones.
///
/// A few walkers process all targets at once, taking one step of each in turn, so no target waits
/// for the backlog or the failures of another. A target with many open lanes, such as one that is
/// down, is continued when some of them have ended; the rest costs no memory. A failed step is
/// repeated soon and then at growing intervals, each time with half the length; the results of
/// earlier steps are kept. If a hub starts while its store is away, each of its lanes reads the
/// journal first until the sweep is complete.
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int STEP = 1000;
    static final int MOST_OPEN = 10_000;
    private static final int WALKERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Backlog backlog;
    private final PartitionOwnership ownership;
    private final Lanes lanes;
    private final PendingCounts pending;
    private final TargetLimiters gates;
    private final Clock clock;
    private final Executor workers;
    private final int mostOpen;

    private final ReentrantLock search = new ReentrantLock();
    private final ReentrantLock count = new ReentrantLock();

    /// Guards the walks and their state.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Target, Walk> walks = new LinkedHashMap<>();

    /// The walks whose next step a walker may take.
    private final Deque<Walk> line = new ArrayDeque<>();

    private final SweepTrials searches;
    private int walkers;
    private @Nullable Target newest;
    private boolean knowsTargets = true;
    private boolean toldOfStall;

    /// Whether the search for targets and all walks are to begin again.
    private boolean anew;

    /// Targets that may still have work from before the start that is in no lane; null while any
    /// target may.
    private @Nullable Set<Target> unswept;

    /// @param mostOpen how many lanes of a target may be open before its others are left alone
    Recovery(Node node, Lanes lanes, PendingCounts pending, TargetLimiters gates, int mostOpen) {
        this.backlog = node.store().backlog();
        this.ownership = node.ownership();
        this.lanes = lanes;
        this.pending = pending;
        this.gates = gates;
        this.clock = node.clock();
        this.workers = node.workers();
        this.mostOpen = mostOpen;
        this.searches = new SweepTrials("search for targets", clock);
    }

    /// The walk over the lanes of one target. Only the walker that holds it takes steps.
    private final class Walk {
        private final Target target;
        private final SweepTrials steps;
        private @Nullable String from;
        private int length = STEP;
        private boolean through;

        /// Whether it begins again after its current step.
        private boolean again;

        /// Whether the walk is in line, or held by a walker.
        private boolean busy;

        Walk(Target target) {
            this.target = target;
            this.steps = new SweepTrials("sweep of " + target.kind(), clock);
        }

        boolean takesStep() {
            boolean taken = steps.succeeds(this::step);
            length = Math.clamp(taken ? length * 2L : length / 2, 1, STEP);
            return taken;
        }

        private void step() {
            var step = backlog.conversations(target, from, length);
            step.found().stream()
                    .filter(found -> ownership.held().contains(found))
                    .forEach(found -> lanes.recover(new LaneKey(found, target)));
            from = step.next();
            through = from == null;
        }

        boolean isNew() {
            return from == null && steps.failingSince() == null;
        }

        boolean held() {
            return lanes.open(target) >= mostOpen || lanes.stopping();
        }
    }

    /// Starts to open every lane with pending deliveries, and begins walks under way again: what
    /// came behind their position is found too.
    ///
    /// @param some this hub has just taken them
    void sweepAnew(Partitions some) {
        lock.lock();
        try {
            anew = true;
            lanes.unswept().here(some);
        } finally {
            lock.unlock();
        }
        sweep();
    }

    /// The caller searches for targets.
    private void beginAnew() {
        lock.lock();
        try {
            if (anew) {
                anew = false;
                knowsTargets = false;
                newest = null;
                unswept = null;
                walks.values().forEach(walk -> walk.again = true);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The caller holds the lock. A sweep that begins anew has yet to reach all of them.
    private void sweptBut(Set<Target> remaining) {
        if (!anew) {
            lanes.unswept().sweptBut(remaining);
        }
    }

    /// Starts, or continues, to open every lane with pending deliveries. Working lanes are left
    /// alone. Steps that fail while the store is away are left to [#goOn].
    void sweep() {
        alone(
                search,
                () -> {
                    beginAnew();
                    if (knowsTargets) {
                        knowsTargets = false;
                        newest = null;
                    }
                    findTargets();
                });
        walkOn(_ -> true);
        alone(count, this::compareCounts);
        gates.resumeAll();
    }

    /// Continues a sweep that waits for lanes to end or for the store. Must be called once a
    /// second.
    void goOn() {
        alone(
                search,
                () -> {
                    beginAnew();
                    if (!knowsTargets && searches.due()) {
                        findTargets();
                    }
                });
        walkOn(walk -> walk.steps.due());
        tellOfStall();
    }

    private static void alone(ReentrantLock lock, Runnable work) {
        if (lock.tryLock()) {
            try {
                work.run();
            } finally {
                lock.unlock();
            }
        }
    }

    private void compareCounts() {
        try {
            pending.repair();
        } catch (StoreUnavailableException e) {
            LOG.debug("The count waits for the store: {}", e.getMessage());
        }
    }

    /// Each target is walked as soon as it is found, so the first need not wait for the last.
    private void findTargets() {
        while (!knowsTargets && searches.succeeds(this::findTarget)) {
            walkOn(Walk::isNew);
        }
    }

    private void findTarget() {
        Optional<Target> next = backlog.nextTarget(newest);
        newest = next.orElse(null);
        knowsTargets = next.isEmpty();
        lock.lock();
        try {
            if (knowsTargets) {
                unswept = unswept == null ? new HashSet<>(walks.keySet()) : unswept;
                sweptBut(unswept);
            } else if (next.get().kind() != Target.Kind.CLIENTS) {
                walks.computeIfAbsent(next.get(), Walk::new);
            }
        } finally {
            lock.unlock();
        }
    }

    private void walkOn(Predicate<Walk> due) {
        int called;
        lock.lock();
        try {
            for (Walk walk : walks.values()) {
                if (!walk.busy && due.test(walk) && !walk.held()) {
                    walk.busy = true;
                    line.add(walk);
                }
            }
            called = Math.min(line.size(), WALKERS - walkers);
            walkers += called;
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < called; i++) {
            workers.execute(this::walk);
        }
    }

    private void walk() {
        Walk walk = nextInLine();
        while (walk != null) {
            goBack(walk, walk.takesStep());
            walk = nextInLine();
        }
    }

    private @Nullable Walk nextInLine() {
        lock.lock();
        try {
            Walk next = line.poll();
            walkers -= next == null ? 1 : 0;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// @param taken whether its step succeeded
    private void goBack(Walk walk, boolean taken) {
        lock.lock();
        try {
            if (walk.again) {
                walk.again = false;
                walk.from = null;
                walk.through = false;
            }
            walk.busy = !walk.through && taken && !walk.held();
            if (walk.busy) {
                line.add(walk);
            } else if (walk.through) {
                walks.remove(walk.target);
                if (unswept != null && unswept.remove(walk.target)) {
                    sweptBut(unswept);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns the time since which the sweep, or the reads of lanes that it found, have failed
    /// continuously; null while it progresses, or waits only for lanes to end.
    @Nullable Instant stalledSince() {
        lock.lock();
        try {
            Stream<SweepTrials> all =
                    Stream.concat(
                            Stream.of(searches), walks.values().stream().map(walk -> walk.steps));
            return Stream.concat(
                            all.map(SweepTrials::failingSince),
                            Stream.of(lanes.reads()).map(LaneReads::failingSince))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    private void tellOfStall() {
        Instant since = stalledSince();
        boolean stalled = since != null && !clock.instant().isBefore(since.plus(PATIENCE));
        if (stalled && !toldOfStall) {
            LOG.atWarn()
                    .addKeyValue("action", "sweep_stalled")
                    .addKeyValue("since", since)
                    .log("The sweep makes no progress: waiting messages are not delivered");
        } else if (toldOfStall && since == null) {
            LOG.atInfo()
                    .addKeyValue("action", "sweep_goes_on")
                    .log("The sweep makes progress again");
        }
        toldOfStall = stalled || (toldOfStall && since != null);
    }
}
