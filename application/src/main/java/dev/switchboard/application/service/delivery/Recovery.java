package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds work that no lane has in hand: all of it after a start, orphans of unknown outcomes and
/// other nodes later. Reads the index of what is pending, never what is settled.
///
/// It walks through all targets at once, a step of each in turn, so that none waits for the backlog
/// of another. A target that has many lanes open already, as one that is down has, is walked on
/// when some of them have ended: what is beyond them costs no memory. A step that fails holds up no
/// other target and is repeated soon, and then less and less often: until a hub that starts beside
/// a store that is away has swept, each of its lanes reads the journal first.
public final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int STEP = 1000;
    private static final int MOST_OPEN = 10_000;
    private static final int LONGEST_REST = 16;
    private static final String BEGIN = "";

    private final Backlog backlog;
    private final Lanes lanes;
    private final PendingCounts pending;
    private final TargetGates gates;
    private final int mostOpen;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /// Where the walk through each target's lanes goes on.
    private final Map<Target, String> walks = new LinkedHashMap<>();

    private @Nullable Target newest;
    private boolean knowsTargets = true;
    private boolean troubled;

    /// How many times nothing goes on after a failure, and how many of them are left.
    private int rest;

    private int resting;

    /// Targets that may have work from before the start in no lane; null while any may.
    private @Nullable Set<Target> unswept;

    public Recovery(Backlog backlog, Lanes lanes, PendingCounts pending, TargetGates gates) {
        this(backlog, lanes, pending, gates, MOST_OPEN);
    }

    /// @param mostOpen how many lanes of a target may be open before its others are left alone
    Recovery(Backlog backlog, Lanes lanes, PendingCounts pending, TargetGates gates, int mostOpen) {
        this.backlog = backlog;
        this.lanes = lanes;
        this.pending = pending;
        this.gates = gates;
        this.mostOpen = mostOpen;
    }

    /// Hands every lane with pending deliveries to work, or goes on with that. Lanes at work
    /// already are left alone. What it cannot do while the store is away is left to [#goOn].
    public void sweep() {
        alone(() -> {
            if (walks.isEmpty() && knowsTargets) {
                knowsTargets = false;
                newest = null;
            }
            walkThrough();
            attempt("count", pending::repair);
            gates.resumeAll();
        });
    }

    /// Goes on with a sweep that waits for lanes to end or for the store; to be asked once a
    /// second.
    public void goOn() {
        alone(() -> {
            if (resting > 0) {
                resting--;
            } else if (!walks.isEmpty() || !knowsTargets) {
                walkThrough();
            }
        });
    }

    private void walkThrough() {
        troubled = false;
        findTargets();
        walkOn();
        resting = troubled ? rest : 0;
        rest = troubled ? Math.clamp(rest * 2L, 1, LONGEST_REST) : 0;
    }

    private void alone(Runnable work) {
        if (!oneAtATime.tryLock()) {
            return;
        }
        try {
            work.run();
        } finally {
            oneAtATime.unlock();
        }
    }

    /// Each is walked a step at once: with many targets the first does not wait for the last.
    private void findTargets() {
        while (!knowsTargets && attempt("search for targets", this::findTarget)) {
            Target found = newest;
            if (found != null && walks.containsKey(found)) {
                step(found);
            }
        }
    }

    private void findTarget() {
        Optional<Target> next = backlog.nextTarget(newest);
        if (next.isEmpty()) {
            knowsTargets = true;
            newest = null;
            unswept = unswept == null ? new HashSet<>(walks.keySet()) : unswept;
            tellLanes();
            return;
        }
        newest = next.get();
        if (newest.kind() != Target.Kind.CLIENTS) {
            walks.put(newest, BEGIN);
        }
    }

    private void walkOn() {
        Set<Target> failed = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Target target : List.copyOf(walks.keySet())) {
                if (lanes.open(target) >= mostOpen || failed.contains(target)) {
                    continue;
                }
                if (step(target)) {
                    moved = true;
                } else {
                    failed.add(target);
                }
            }
        }
    }

    private boolean step(Target target) {
        return attempt("sweep of " + target.kind(), () -> walk(target));
    }

    private void walk(Target target) {
        String from = walks.get(target);
        var step = backlog.conversations(target, BEGIN.equals(from) ? null : from, STEP);
        step.found().forEach(found -> lanes.recover(new LaneKey(found, target)));
        String next = step.next();
        if (next != null) {
            walks.put(target, next);
            return;
        }
        walks.remove(target);
        if (unswept != null && unswept.remove(target)) {
            tellLanes();
        }
    }

    private void tellLanes() {
        if (unswept != null) {
            lanes.sweptBut(unswept);
        }
    }

    private boolean attempt(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (StoreUnavailableException e) {
            // said once for the whole hub by HealthWatch
            log.debug("The {} waits for the store: {}", what, e.getMessage());
            troubled = true;
            return false;
        }
    }
}
