package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Alarm;
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

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    /// The requested runs: 0 asleep, 1 running, more: run again before falling asleep.
    private final AtomicInteger asked = new AtomicInteger();

    private final LaneKey key;
    private final Node node;
    private final PendingCounts pending;
    private final TargetLimiter gate;
    private final OutcomePolicy policy;
    private final LaneCalls calls;
    private final Lanes lanes;
    private final LaneQueue queue;
    private final LatestEvent latestEvent = new LatestEvent();
    private final Alarm alarm;
    private final LaneTurn turnToCall = new LaneTurn();
    private final LaneTurn turnToRead = new LaneTurn();
    private volatile @Nullable LaneHead head;
    private volatile Wait wait = Wait.NONE;

    /// True if a delivery was added since the last read of the journal; the lane then need not
    /// queue for reading.
    private volatile boolean hastened;

    /// Whether the delivery before the next one was parked.
    private boolean afterGap;

    Lane(
            LaneKey key,
            Node node,
            PendingCounts pending,
            TargetLimiter gate,
            OutcomePolicy policy,
            LaneCalls calls,
            Lanes lanes) {
        this.key = key;
        this.node = node;
        this.pending = pending;
        this.gate = gate;
        this.policy = policy;
        this.calls = calls;
        this.lanes = lanes;
        this.alarm = new Alarm(node.timer(), this::wake);
        this.queue = new LaneQueue(key, node.store().backlog(), node.locks());
    }

    /// The event for which the lane waits without a thread.
    private enum Wait {
        NONE,

        /// A retry, a target that is switched off or away, or the store.
        OUTSIDE,

        /// The time at which the sender may call the target.
        SENDER
    }

    LaneKey key() {
        return key;
    }

    LaneQueue queue() {
        return queue;
    }

    LatestEvent latestEvent() {
        return latestEvent;
    }

    /// Whether it waits for a retry, a switched-off or absent target, or the store.
    boolean waiting() {
        return wait != Wait.NONE;
    }

    /// Returns the message that its target is called for until the outcome is durable, or null.
    @Nullable MessageId called() {
        LaneHead now = head;
        return now != null && now.underWay() ? now.message() : null;
    }

    /// Whether it holds this message, or will find it in the journal.
    boolean knows(MessageId message) {
        return queue.holds(message) || headOf(message) != null;
    }

    private @Nullable LaneHead headOf(MessageId message) {
        LaneHead now = head;
        return now != null && now.message().equals(message) ? now : null;
    }

    /// Null if the lane holds no delivery, or if it is too early for it.
    @Nullable Instant owedSince() {
        LaneHead now = head;
        return now == null || wait == Wait.SENDER ? null : now.owed().delivery().since();
    }

    /// Drops a message that needs no delivery any more: its target answered it at that time, or it
    /// was discarded.
    void drop(MessageId message, @Nullable Instant answeredAt) {
        Owed queued = queue.remove(message);
        if (queued != null) {
            lanes.head(queued, false, gate.served()).end(answeredAt);
            pending.finished(queued);
        }
        LaneHead now = headOf(message);
        if (now != null) {
            now.supersede(answeredAt);
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
        turnToRead.give();
        wake();
    }

    /// The deliveries to read are new and must not wait for those that a sweep found.
    void hasten() {
        hastened = true;
    }

    @Override
    public void admit() {
        turnToCall.give();
        wake();
    }

    /// Bulk redrives yield to live traffic.
    @Override
    public boolean yields() {
        LaneHead now = head;
        return now != null && now.owed().redriven();
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
        return asked.get() == 0 && head == null && queue.isEmpty() && latestEvent.isEmpty();
    }

    private void runOnce() {
        turnToCall.begin();
        turnToRead.begin();
        wait = Wait.NONE;
        try {
            deliverAll();
        } catch (StoreUnavailableException e) {
            // HealthWatch logs this once for the whole hub
            LOG.debug("Lane {} waits for the store: {}", key.target(), e.getMessage());
            waitForStore();
        } catch (RuntimeException | Error e) { // or it would never run again
            LOG.error("Lane {} failed and will be tried again", key.target(), e);
            waitForStore();
        }
        if (turnToCall.use()) {
            gate.passOn();
        }
        if (turnToRead.use()) {
            lanes.reads().pass();
        }
    }

    private void waitForStore() {
        wait = Wait.OUTSIDE;
        alarm.ringAt(node.clock().instant().plus(STORE_PAUSE));
    }

    /// Delivers until nothing is left or it must wait.
    private void deliverAll() {
        while (!lanes.stopping()) {
            if (!deliverNext()) {
                return;
            }
        }
        LaneHead last = head;
        if (last != null) {
            var _ = last.settle(); // another hub goes on when all lanes have stopped
        }
    }

    /// @return false if there is nothing to do until the lane is woken
    private boolean deliverNext() {
        if (!node.ownership().held().contains(key.conversation())) {
            leave();
            return queue.mustRead(); // if the conversation has come back meanwhile
        }
        settleHead();
        if (head == null && !takeHead()) {
            return false;
        }
        if (!node.ownership().owns(key.conversation())) {
            waitForStore();
            return false;
        }
        LaneHead now = head;
        if (now == null) {
            passEvent();
            return false;
        }
        Pending delivery = now.owed().delivery();
        if (!policy.isDue(delivery)) {
            alarm.ringAt(delivery.dueAt());
            return waitFor(now, Wait.OUTSIDE);
        }
        turnToCall.use();
        return switch (gate.enter(this)) {
            case ENTER -> call(now);
            case QUEUED -> false;
            case SHUT -> now.giveUp(policy, gate) || waitFor(now, Wait.OUTSIDE);
        };
    }

    /// Ends the lane; the next owner goes on.
    private void leave() {
        LaneHead now = head;
        if (now != null) {
            var _ = now.settle();
            finish(now);
        }
        latestEvent.clear();
        lanes.leave(this);
    }

    private void finish(LaneHead now) {
        afterGap = now.parked();
        head = null;
        pending.finished(now.owed());
    }

    /// Waits until the outcome of the last call is durable.
    private void settleHead() {
        LaneHead now = head;
        if (now == null) {
            return;
        }
        switch (now.settle()) {
            case OWED -> {}
            case FINISHED -> finish(now);
            case OVERTAKEN -> {
                finish(now);
                queue.reread();
            }
        }
    }

    /// Brings the next delivery to the head, if any; false if the lane must queue for reading.
    private boolean takeHead() {
        if (!queue.mustRead()) {
            begin(queue.take());
        } else if (hastened) {
            begin(readAtOnce());
        } else if (turnToRead.use() || lanes.reads().enter(this)) {
            begin(lanes.reads().<@Nullable Owed>read(queue::take));
        } else {
            return false;
        }
        return true;
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

    private void begin(@Nullable Owed owed) {
        head = owed == null ? null : lanes.head(owed, afterGap, gate.served());
        afterGap = false;
    }

    private void passEvent() {
        if (latestEvent.passOn(gate, this, node.clock().instant())) {
            turnToCall.use();
        }
    }

    private boolean call(LaneHead now) {
        Instant later = now.call(calls);
        if (later != null) {
            waitFor(now, Wait.SENDER);
            alarm.ringAt(later);
        }
        return later == null;
    }

    /// @return false, because there is nothing to do until the lane is woken
    private boolean waitFor(LaneHead now, Wait reason) {
        wait = reason;
        now.defer();
        return false;
    }
}
