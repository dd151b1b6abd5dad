package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.LaneQueue.LaneHint;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The single worker of one conversation and target: runs its deliveries in order, one at a time.
///
/// It has a thread only while it works. When it must wait (for a retry, for its gate, for the
/// store) it returns and is woken later; when it has nothing left it retires. Only its own runs
/// touch its fields, and runs never overlap; others reach it through [LaneQueue], [#wake] and
/// [#drop].
final class Lane implements TargetLimiter.Visitor, LaneReads.Reader {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    /// Runs that are asked for: 0 asleep, 1 running, more: look again before falling asleep.
    private final AtomicInteger asked = new AtomicInteger();

    private final LaneKey key;
    private final LaneQueue queue;
    private final LaneContext context;
    private final Lanes lanes;
    private final TargetLimiter gate;
    private final LaneStep step;
    private final LaneHint hint = new LaneHint();

    private volatile @Nullable Owed current;
    private volatile @Nullable Instant alarm;
    private volatile boolean waiting;
    private volatile boolean calling;
    private volatile boolean admitted;
    private volatile boolean early;

    /// It was given something since it last read the journal, and need not stand in line to.
    private volatile boolean hastened;

    private volatile boolean mayRead;

    /// In the run at hand: whether it has a turn to read, and whether it stands in line for one.
    private boolean turnToRead;

    private boolean inLine;

    Lane(LaneKey key, LaneContext context, Lanes lanes) {
        this.key = key;
        this.context = context;
        this.lanes = lanes;
        this.queue = new LaneQueue(key, context.backlog(), lanes.locks());
        this.gate = context.gates().of(key);
        this.step = new LaneStep(context, lanes, gate);
    }

    LaneKey key() {
        return key;
    }

    LaneQueue queue() {
        return queue;
    }

    LaneHint hint() {
        return hint;
    }

    /// Whether it waits for a retry, a switched-off or absent target, or the store.
    boolean waiting() {
        return waiting;
    }

    /// Whether its target is being called for this message.
    boolean calling(MessageId message) {
        Owed owed = current;
        return calling && owed != null && owed.message().id().equals(message);
    }

    /// Whether it has this message at hand, or will find it in the journal.
    boolean knows(MessageId message) {
        Owed owed = current;
        return queue.holds(message) || (owed != null && owed.message().id().equals(message));
    }

    /// Null if nothing is at hand, or if it is not time for it yet.
    @Nullable Instant owedSince() {
        Owed owed = current;
        return owed == null || early ? null : owed.delivery().since();
    }

    /// A message needs no delivery any more: an answer to it came in, or an admin took it away.
    void drop(MessageId message) {
        queue.remove(message);
        Owed owed = current;
        if (owed != null && owed.message().id().equals(message)) {
            step.supersede(message);
            wake();
        }
    }

    /// Runs soon, unless it runs already: then it looks again.
    void wake() {
        if (!lanes.stopping() && asked.getAndIncrement() == 0) {
            lanes.started();
            context.workers().execute(this::run);
        }
    }

    @Override
    public Target target() {
        return key.target();
    }

    @Override
    public void mayRead() {
        mayRead = true;
        wake();
    }

    /// What it has to read now is new: nobody may make it wait for what a sweep found.
    void hasten() {
        hastened = true;
    }

    @Override
    public void admit() {
        admitted = true;
        wake();
    }

    /// What an admin sends again by the thousand lets live traffic go first.
    @Override
    public boolean yields() {
        Owed owed = current;
        return owed != null && owed.redriven();
    }

    private void run() {
        try {
            int seen;
            do {
                seen = asked.get();
                runOnce();
            } while (!asked.compareAndSet(seen, 0));
        } finally {
            lanes.ended();
        }
        lanes.retireIfDone(this);
    }

    /// Whether nothing is left to do; asked under the lock of [Lanes].
    boolean done() {
        return asked.get() == 0
                && current == null
                && step.settled()
                && queue.isEmpty()
                && hint.isEmpty();
    }

    private void runOnce() {
        boolean myTurn = admitted;
        admitted = false;
        turnToRead = mayRead;
        mayRead = false;
        inLine = false;
        waiting = false;
        early = false;
        boolean entered = false;
        try {
            entered = deliverAll();
        } catch (StoreUnavailableException e) {
            // said once for the whole hub by HealthWatch
            log.debug("Lane {} waits for the store: {}", key.target(), e.getMessage());
            waitUntilStoreMayBeBack();
        } catch (RuntimeException e) {
            log.error("Lane {} failed and will be tried again", key.target(), e);
            waitUntilStoreMayBeBack();
        }
        if (myTurn && !entered) {
            gate.passOn();
        }
        if (turnToRead) {
            turnToRead = false;
            lanes.reads().pass();
        }
    }

    private void waitUntilStoreMayBeBack() {
        waiting = true;
        wakeAt(context.clock().instant().plus(STORE_PAUSE));
    }

    /// One alarm is enough, however often it is looked at: whoever is woken too early asks again.
    private void wakeAt(Instant when) {
        Instant set = alarm;
        if (set == null || when.isBefore(set)) {
            alarm = when;
            context.timer().at(when, this::ring);
        }
    }

    private void ring() {
        alarm = null;
        wake();
    }

    /// Delivers until nothing is left or it must wait.
    ///
    /// @return whether it passed its gate at least once
    private boolean deliverAll() {
        boolean entered = false;
        while (!lanes.stopping()) {
            Owed owed = next();
            if (inLine) {
                return entered;
            }
            if (owed == null) {
                return hint.passOn(gate, this, context.clock().instant()) || entered;
            }
            if (!owed.delivery().dueAt(context.clock().instant())) {
                waitFor(owed);
                wakeAt(owed.delivery().dueAt());
                return entered;
            }
            switch (gate.enter(this)) {
                case ENTER -> {
                    entered = true;
                    deliver(owed);
                    Instant later = step.later();
                    early = later != null;
                    if (later != null) {
                        waitFor(owed);
                        wakeAt(later);
                        return true;
                    }
                }
                case QUEUED -> {
                    return true;
                }
                case SHUT -> {
                    waitFor(owed);
                    return true;
                }
            }
        }
        return entered;
    }

    /// What to deliver now: the one at hand if it is still owed, else the next in line.
    private @Nullable Owed next() {
        Owed owed = current;
        if (owed != null) {
            Pending remaining = step.remaining(owed);
            if (remaining != null) {
                Owed same = new Owed(owed.message(), remaining);
                current = same;
                return same;
            }
            current = null;
            context.pending().finished(owed);
            if (step.wasOvertaken()) {
                queue.reread();
            }
        }
        Owed next = queue.mustRead() ? read() : queue.take();
        if (inLine) {
            return null;
        }
        current = next;
        step.begin();
        return next;
    }

    /// Null also while it stands in line.
    private @Nullable Owed read() {
        if (hastened) {
            return readAtOnce();
        }
        inLine = !turnToRead && !lanes.reads().enter(this);
        return inLine ? null : readInTurn();
    }

    private @Nullable Owed readAtOnce() {
        hastened = false;
        try {
            return queue.take();
        } catch (StoreUnavailableException e) {
            hastened = true;
            throw e;
        }
    }

    private @Nullable Owed readInTurn() {
        Instant began = context.clock().instant();
        boolean read = false;
        try {
            Owed next = queue.take();
            read = true;
            return next;
        } finally {
            turnToRead = false;
            if (read) {
                lanes.reads().succeeded(began);
            } else {
                lanes.reads().failed();
            }
        }
    }

    private void deliver(Owed owed) {
        calling = true;
        try {
            step.run(owed);
        } finally {
            calling = false;
        }
    }

    private void waitFor(Owed owed) {
        waiting = true;
        context.callers().tell(owed.message().id(), new Outcome.Deferred());
    }
}
