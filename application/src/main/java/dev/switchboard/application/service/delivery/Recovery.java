package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
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

/// Finds work that no lane has in hand: all of it after a start, orphans of unknown outcomes and
/// other nodes later. Reads the index of what is pending, never what is settled.
///
/// A few walkers go through all targets at once and take a step of each in turn, so that none waits
/// for the backlog of another, nor for its failures. A target that has many lanes open already, as
/// one that is down has, is walked on when some of them have ended: what is beyond them costs no
/// memory. A step that fails is repeated soon, and then less and less often, and is half as long
/// each time; what was found before it is kept. Until a hub that starts beside a store that is away
/// has swept, each of its lanes reads the journal first.
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int STEP = 1000;
    static final int MOST_OPEN = 10_000;
    private static final int WALKERS = 8;
    private static final int LONGEST_REST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Backlog backlog;
    private final Lanes lanes;
    private final PendingCounts pending;
    private final TargetLimiters gates;
    private final Clock clock;
    private final Executor workers;
    private final int mostOpen;

    private final ReentrantLock search = new ReentrantLock();
    private final ReentrantLock count = new ReentrantLock();

    /// Guards the walks and how they fare.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Target, Walk> walks = new LinkedHashMap<>();

    /// Those whose next step a walker may take.
    private final Deque<Walk> line = new ArrayDeque<>();

    private final Trials searches = new Trials("search for targets");
    private int walkers;
    private @Nullable Target newest;
    private boolean knowsTargets = true;
    private boolean toldOfStall;

    /// Targets that may have work from before the start in no lane; null while any may.
    private @Nullable Set<Target> unswept;

    /// @param mostOpen how many lanes of a target may be open before its others are left alone
    Recovery(Node node, Lanes lanes, PendingCounts pending, TargetLimiters gates, int mostOpen) {
        this.backlog = node.store().backlog();
        this.lanes = lanes;
        this.pending = pending;
        this.gates = gates;
        this.clock = node.clock();
        this.workers = node.workers();
        this.mostOpen = mostOpen;
    }

    /// How something fares that is tried again after each failure, less and less often.
    private final class Trials {
        private final String what;

        /// How many times nothing is tried after the next failure, and how many of those are left.
        private int rest;

        private int resting;
        private @Nullable Instant failingSince;

        Trials(String what) {
            this.what = what;
        }

        /// Asked once a second.
        boolean due() {
            if (resting == 0) {
                return true;
            }
            resting--;
            return false;
        }

        boolean succeeds(Runnable work) {
            try {
                work.run();
                ended(true);
                return true;
            } catch (StoreUnavailableException e) {
                // if the store is away, HealthWatch says so once for the whole hub
                log.debug("The {} waits for the store: {}", what, e.getMessage());
            } catch (RuntimeException e) {
                log.error("The {} failed and will be tried again", what, e);
            }
            ended(false);
            return false;
        }

        private void ended(boolean well) {
            lock.lock();
            try {
                Instant since = failingSince == null ? clock.instant() : failingSince;
                failingSince = well ? null : since;
                resting = well ? 0 : rest;
                rest = well ? 0 : Math.clamp(rest * 2L, 1, LONGEST_REST);
            } finally {
                lock.unlock();
            }
        }
    }

    /// The way through the lanes of one target. Only the walker that has it in hand takes steps.
    private final class Walk {
        private final Target target;
        private final Trials steps;
        private @Nullable String from;
        private int length = STEP;
        private boolean through;

        /// In line, or with a walker.
        private boolean busy;

        Walk(Target target) {
            this.target = target;
            this.steps = new Trials("sweep of " + target.kind());
        }

        boolean takesStep() {
            boolean taken = steps.succeeds(this::step);
            length = Math.clamp(taken ? length * 2L : length / 2, 1, STEP);
            return taken;
        }

        private void step() {
            var step = backlog.conversations(target, from, length);
            step.found().forEach(found -> lanes.recover(new LaneKey(found, target)));
            from = step.next();
            through = from == null;
        }

        boolean isNew() {
            return from == null && steps.failingSince == null;
        }

        boolean held() {
            return lanes.open(target) >= mostOpen || lanes.stopping();
        }
    }

    /// Hands every lane with pending deliveries to work, or goes on with that. Lanes at work
    /// already are left alone. What it cannot do while the store is away is left to [#goOn].
    void sweep() {
        alone(
                search,
                () -> {
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

    /// Goes on with a sweep that waits for lanes to end or for the store; to be asked once a
    /// second.
    void goOn() {
        alone(
                search,
                () -> {
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
            log.debug("The count waits for the store: {}", e.getMessage());
        }
    }

    /// Each is walked at once: with many targets the first does not wait for the last.
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
                lanes.sweptBut(unswept);
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

    /// @param taken whether it took its step
    private void goBack(Walk walk, boolean taken) {
        lock.lock();
        try {
            walk.busy = !walk.through && taken && !walk.held();
            if (walk.busy) {
                line.add(walk);
            } else if (walk.through) {
                walks.remove(walk.target);
                if (unswept != null && unswept.remove(walk.target)) {
                    lanes.sweptBut(unswept);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Since when the sweep, or a read for a lane that it found, has failed again and again; null
    /// while it gets on, or waits for nothing but lanes to end.
    @Nullable Instant stalledSince() {
        lock.lock();
        try {
            Stream<Trials> all =
                    Stream.concat(
                            Stream.of(searches), walks.values().stream().map(walk -> walk.steps));
            return Stream.concat(
                            all.map(trials -> trials.failingSince),
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
            log.atWarn()
                    .addKeyValue("action", "sweep_stalled")
                    .addKeyValue("since", since)
                    .log("The sweep gets no further: what waits in the journal is not delivered");
        } else if (toldOfStall && since == null) {
            log.atInfo().addKeyValue("action", "sweep_goes_on").log("The sweep gets on again");
        }
        toldOfStall = stalled || (toldOfStall && since != null);
    }
}
