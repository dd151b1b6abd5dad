package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.OutcomePolicy.DeliveryDecision;
import dev.switchboard.application.service.delivery.WaitingCallers.Heard;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The delivery at the head of a lane, with the outcome of its last call until that is durable. The
/// next call begins only then, so a crash repeats at most one message per lane and never reorders.
final class LaneHead {

    private final Journal journal;
    private final WaitingCallers callers;
    private final OutcomeListener listener;
    private final boolean afterGap;
    private volatile Owed owed;
    private volatile boolean calling;
    private volatile boolean superseded;

    /// The time at which the target answered the message that another writer finished; null if it
    /// did not.
    private volatile @Nullable Instant answeredAt;

    /// The outcome of the last call; null once that is durable.
    private volatile @Nullable Settlement unsettled;

    /// The write of [#unsettled]; null if it is to be tried again.
    private @Nullable CompletionStage<Settled> writing;

    private boolean parked;

    /// Whether a caller who waited was told the outcome of the last call.
    private boolean heard;

    /// The calls that the target had served at the last call, or when the message came.
    private long served;

    /// @param afterGap whether the message before it was parked
    /// @param served how many calls found the target serving until now
    LaneHead(
            Owed owed,
            boolean afterGap,
            long served,
            Journal journal,
            WaitingCallers callers,
            OutcomeListener listener) {
        this.owed = owed;
        this.afterGap = afterGap;
        this.served = served;
        this.journal = journal;
        this.callers = callers;
        this.listener = listener;
    }

    /// Whether the delivery is still owed.
    enum State {
        OWED,
        FINISHED,

        /// Another writer settled it. What the lane has in memory may be stale, because a delivery
        /// may have to follow this very message.
        OVERTAKEN
    }

    Owed owed() {
        return owed;
    }

    MessageId message() {
        return owed.message().id();
    }

    /// Whether the target is being called, or the outcome of a call is not durable yet.
    boolean underWay() {
        return calling || unsettled != null;
    }

    /// Whether the last call ended in parking.
    boolean parked() {
        return parked;
    }

    /// Another writer finished this delivery. Any thread may say so.
    ///
    /// @param answered when its target answered it; null if it did not
    void supersede(@Nullable Instant answered) {
        answeredAt = answered;
        superseded = true;
    }

    /// Ends a delivery that was never called for; see [#supersede].
    void end(@Nullable Instant answered) {
        supersede(answered);
        var _ = settle();
    }

    /// Tells a caller who may be waiting that this takes longer.
    void defer() {
        var _ = tell(new Outcome.Deferred());
    }

    /// Calls the target once, and begins to store the outcome. The last one is durable.
    ///
    /// @return the time until which the sender does not call; null unless it asked to wait
    @Nullable Instant call(LaneCalls calls) {
        calling = true;
        try {
            return switch (calls.send(owed, afterGap, served)) {
                case LaneCalls.Result.Judged(var decision, var servedByNow) -> {
                    served = servedByNow;
                    store(decision);
                    yield null;
                }
                case LaneCalls.Result.SwitchedOff _ -> null;
                case LaneCalls.Result.NotBefore(var at) -> at;
            };
        } finally {
            calling = false;
        }
    }

    /// Parks the delivery without a call if its target is down and it may wait no longer.
    ///
    /// @return whether it did
    boolean giveUp(OutcomePolicy policy, TargetLimiter gate) {
        Pending delivery = owed.delivery();
        boolean isOver = gate.isDown() && policy.isExhausted(delivery.target(), delivery.since());
        if (isOver) {
            store(policy.park(owed, ParkReason.EXHAUSTED));
        }
        return isOver;
    }

    private void store(DeliveryDecision decision) {
        parked = decision.parked();
        unsettled = decision.settlement();
        heard = decision.heard() == Heard.YES;
        writing = journal.settle(decision.settlement());
    }

    /// Waits until the outcome of the last call is durable. Then it is reported, unless it is one
    /// more failure.
    ///
    /// @throws StoreUnavailableException if that is unknown now; the lane asks again later
    State settle() {
        Settlement last = unsettled;
        if (last == null) {
            return superseded ? superseded(answeredAt) : State.OWED;
        }
        Settled settled = written(last);
        unsettled = null;
        writing = null;
        return switch (settled) {
            case Settled.Done _ -> done(last);
            case Settled.Overtaken(var now) -> overtaken(last, now);
        };
    }

    private State done(Settlement last) {
        if (last.next() instanceof Pending retry) {
            if (owed.delivery().attempts() == 0) {
                listener.settled(owed, retry, heard);
            }
            defer();
            owed = new Owed(owed.message(), retry);
            return State.OWED;
        }
        listener.settled(owed, last.next(), heard);
        return State.FINISHED;
    }

    private State overtaken(Settlement last, @Nullable Delivery now) {
        Settlement again = taken(last, now);
        if (again != null) {
            unsettled = again;
            return settle();
        }
        if (superseded) {
            return superseded(answeredAt);
        }
        if (now instanceof Delivery.Answered(_, _, _, _, Instant at)) {
            var _ = superseded(at);
        } else {
            defer();
            if (!(last.next() instanceof Pending)) {
                listener.settled(owed, now == null ? last.next() : now, heard);
            }
        }
        return State.OVERTAKEN;
    }

    /// Tells a caller who may still wait, and the listener, that the target has the message.
    ///
    /// @param at when it answered the message; null if it did not
    private State superseded(@Nullable Instant at) {
        if (at == null) {
            defer();
        } else {
            boolean told = tell(new Outcome.Taken(null)) == Heard.YES || heard;
            listener.settled(owed, owed.delivery().answered(at), told);
        }
        return State.FINISHED;
    }

    /// The target took the message, while another writer settled that it is to be called again or
    /// parked it: it is not called again. The trace has the call already.
    ///
    /// @param now the delivery as it is; null if its message is gone
    /// @return null if the target did not take it, or if nothing is owed any more
    private @Nullable Settlement taken(Settlement last, @Nullable Delivery now) {
        if (now == null || !(last.next() instanceof Delivery.Delivered(_, _, _, Instant at))) {
            return null;
        }
        Optional<Delivery.Delivered> next = now.taken(at);
        Attempt step = Attempt.step(at, Attempt.Outcome.DELIVERED, "");
        return next.isEmpty()
                ? null
                : new Settlement(owed.message(), now.revision(), next.get(), step);
    }

    /// A caller who waits for the outcome gets it before a second try: the answer is the same
    /// either way.
    private Settled written(Settlement settlement) {
        CompletionStage<Settled> stage = writing;
        if (stage == null) {
            stage = journal.settle(settlement);
            writing = stage;
        }
        try {
            Settled settled = stage.toCompletableFuture().join();
            callers.answerStored(message(), settlement.answer() != null);
            return settled;
        } catch (CompletionException e) {
            writing = null;
            callers.answerStored(message(), settlement.answer() != null);
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }

    private Heard tell(Outcome outcome) {
        return callers.tell(message(), outcome);
    }
}
