package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.LaneQueue.LaneHint;
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
/// It has a thread only while it works. When it must wait for a retry, its gate or the store, it
/// returns and is woken later. When nothing is left, it retires. Runs never overlap; other threads
/// only signal, through [LaneQueue], [#wake] and [#drop].
final class Lane implements TargetLimiter.Visitor, LaneReads.Reader {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    /// The requested runs: 0 asleep, 1 running, more: run again before falling asleep.
    private final AtomicInteger asked = new AtomicInteger();

    private final LaneKey key;
    private final Node node;
    private final PendingCounts pending;
    private final TargetLimiter gate;
    private final LaneStep step;
    private final Lanes lanes;
    private final LaneQueue queue;
    private final LaneHint hint = new LaneHint();
    private volatile @Nullable Owed current;
    private volatile @Nullable Instant alarm;
    private volatile boolean waiting;
    private volatile boolean calling;
    private volatile boolean admitted;
    private volatile boolean early;

    /// True if a delivery was added since the last read of the journal; the lane then need not
    /// queue for reading.
    private volatile boolean hastened;

    private volatile boolean mayRead;

    /// In the current run: whether the lane has a turn to read, and whether it queues for one.
    private boolean turnToRead;

    private boolean inLine;

    Lane(
            LaneKey key,
            Node node,
            PendingCounts pending,
            TargetLimiter gate,
            LaneStep step,
            Lanes lanes) {
        this.key = key;
        this.node = node;
        this.pending = pending;
        this.gate = gate;
        this.step = step;
        this.lanes = lanes;
        this.queue = new LaneQueue(key, node.store().backlog(), node.locks());
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

    /// Returns the message that its target is called for until the outcome is durable, or null.
    @Nullable MessageId called() {
        Owed owed = current;
        return owed != null && (calling || !step.settled()) ? owed.message().id() : null;
    }

    /// Whether it holds this message, or will find it in the journal.
    boolean knows(MessageId message) {
        Owed owed = current;
        return queue.holds(message) || (owed != null && owed.message().id().equals(message));
    }

    /// Null if the lane holds no delivery, or if it is too early for it.
    @Nullable Instant owedSince() {
        Owed owed = current;
        return owed == null || early ? null : owed.delivery().since();
    }

    /// Drops a message that needs no delivery any more, because it was answered or an admin
    /// discarded it.
    void drop(MessageId message) {
        queue.remove(message);
        Owed owed = current;
        if (owed != null && owed.message().id().equals(message)) {
            step.supersede(message);
            wake();
        }
    }

    /// Starts a run; a running one then looks again.
    void wake() {
        if (!lanes.stopping() && asked.getAndIncrement() == 0) {
            lanes.started();
            node.workers().execute(this::run);
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

    /// The deliveries to read are new and must not wait for those that a sweep found.
    void hasten() {
        hastened = true;
    }

    @Override
    public void admit() {
        admitted = true;
        wake();
    }

    /// Bulk redrives yield to live traffic.
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

    /// Whether nothing is left to do; called under the lock of [Lanes].
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
            // HealthWatch logs this once for the whole hub
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
            lanes.reads().pass();
        }
    }

    private void waitUntilStoreMayBeBack() {
        waiting = true;
        wakeAt(node.clock().instant().plus(STORE_PAUSE));
    }

    /// One alarm is enough: a lane that is woken too early sets it again.
    private void wakeAt(Instant when) {
        Instant set = alarm;
        if (set == null || when.isBefore(set)) {
            alarm = when;
            node.timer().at(when, this::ring);
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
            if (!lanes.holds(key.conversation())) {
                leave();
                return entered;
            }
            Owed owed = next();
            if (inLine) {
                return entered;
            }
            if (!lanes.owns(key.conversation())) {
                waitUntilStoreMayBeBack();
                return entered;
            }
            if (owed == null) {
                return hint.passOn(gate, this, node.clock().instant()) || entered;
            }
            if (!owed.delivery().dueAt(node.clock().instant())) {
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
        Owed last = current;
        if (last != null) {
            var _ = step.remaining(last); // another hub goes on when all lanes have stopped
        }
        return entered;
    }

    /// Ends the lane; the next owner goes on.
    private void leave() {
        Owed owed = current;
        if (owed != null) {
            var _ = step.remaining(owed);
            pending.finished(owed);
            current = null;
        }
        queue.leave();
        hint.clear();
    }

    /// Returns the delivery to make now: the current one if it is still owed, else the next.
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
            pending.finished(owed);
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

    /// Null also while the lane queues for reading.
    private @Nullable Owed read() {
        if (hastened) {
            return readAtOnce();
        }
        inLine = !turnToRead && !lanes.reads().enter(this);
        if (inLine) {
            return null;
        }
        turnToRead = false;
        return lanes.reads().<@Nullable Owed>read(queue::take);
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
        step.defer(owed);
    }
}
