package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Turn;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.TargetLimiter.Finding;
import dev.switchboard.application.service.delivery.WaitingCallers.Heard;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt of a lane and its entry in the journal. The next attempt begins only when this one
/// is durable, so a crash repeats at most one message per lane and never reorders.
final class LaneStep {

    private static final Logger log = LoggerFactory.getLogger(LaneStep.class);

    private final Node node;
    private final OutcomePolicy policy;
    private final WaitingCallers callers;
    private final TargetLimiter gate;
    private final Lanes lanes;

    private volatile @Nullable Settlement unsettled;
    private @Nullable CompletionStage<Settled> settling;
    private boolean overtaken;
    private boolean parkedBefore;
    private boolean parked;
    private @Nullable Instant later;

    /// What the gate had served at the last attempt of the current message, or when it came.
    private long served;

    private volatile @Nullable MessageId superseded;

    LaneStep(
            Node node,
            OutcomePolicy policy,
            WaitingCallers callers,
            TargetLimiter gate,
            Lanes lanes) {
        this.node = node;
        this.policy = policy;
        this.callers = callers;
        this.gate = gate;
        this.lanes = lanes;
    }

    /// Whether no settlement is in progress.
    boolean settled() {
        return unsettled == null;
    }

    /// Starts with a new message at the head of the lane.
    void begin() {
        parkedBefore = parked;
        parked = false;
        served = gate.served();
    }

    /// Records that this message was finished by another writer.
    void supersede(MessageId message) {
        superseded = message;
    }

    /// Waits until the last attempt is durable.
    ///
    /// @return the delivery if it is still owed; null if it is finished
    /// @throws StoreUnavailableException if that is unknown now; the caller tries again later
    @Nullable Pending remaining(Owed owed) {
        boolean finishedElsewhere = owed.message().id().equals(superseded);
        Settlement last = unsettled;
        if (last == null) {
            return finishedElsewhere ? null : owed.delivery();
        }
        Settled settled = await(last, owed.message().id());
        unsettled = null;
        settling = null;
        return switch (settled) {
            case Settled.Overtaken changed -> {
                Settlement again = taken(owed, last, changed.now());
                if (again != null) {
                    unsettled = again;
                    yield remaining(owed);
                }
                overtaken = !finishedElsewhere;
                tell(owed, finishedElsewhere ? new Outcome.Taken(null) : new Outcome.Deferred());
                yield null;
            }
            case Settled.Done _ -> stillOwed(owed, last);
        };
    }

    /// The target took the message, while another writer settled that it is to be called again or
    /// parked it: it is not called again. The trace has the call already.
    ///
    /// @param now the delivery as it is; null if its message is gone
    /// @return null if the target did not take it, or if nothing is owed any more
    private static @Nullable Settlement taken(Owed owed, Settlement last, @Nullable Delivery now) {
        if (now == null || !(last.next() instanceof Delivery.Delivered(_, _, _, Instant at))) {
            return null;
        }
        Optional<Delivery.Delivered> next = now.taken(at);
        Attempt step = Attempt.step(at, Attempt.Outcome.DELIVERED, "");
        return next.isEmpty()
                ? null
                : new Settlement(owed.message(), now.revision(), next.get(), step);
    }

    /// True once after another writer settled this delivery. The lane's queue may be stale then,
    /// because a delivery may have to follow this very message: it must be reloaded from the
    /// journal.
    boolean wasOvertaken() {
        boolean was = overtaken;
        overtaken = false;
        return was;
    }

    private @Nullable Pending stillOwed(Owed owed, Settlement last) {
        if (last.next() instanceof Pending retry) {
            defer(owed);
            return retry;
        }
        return null;
    }

    /// A caller who waits for the outcome gets it before a second try: the answer is the same
    /// either way.
    private Settled await(Settlement settlement, MessageId message) {
        CompletionStage<Settled> stage = settling;
        if (stage == null) {
            stage = node.store().journal().settle(settlement);
            settling = stage;
        }
        try {
            Settled settled = stage.toCompletableFuture().join();
            callers.noted(message, settlement.note() != null);
            return settled;
        } catch (CompletionException e) {
            settling = null;
            callers.noted(message, settlement.note() != null);
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }

    /// Sends the message once and starts to settle the outcome in the journal. The lane has entered
    /// its gate and leaves it here.
    void run(Owed owed) {
        later = null;
        int switchings = gate.switchings();
        Instant began = node.clock().instant();
        if (gate.isProbing()) {
            tellOf(Turn.PROBED, "");
        }
        switch (send(owed)) {
            case SendOutcome.Called(var reply, var refusal) -> {
                leave(reply);
                settle(owed, policy.judge(owed, reply, refusal, callSince(began)));
            }
            case SendOutcome.Needless _ -> {
                gate.leave(Finding.NONE);
                UpstreamReply nothing = new UpstreamReply.Accepted(204, null);
                settle(owed, policy.judge(owed, nothing, null, callSince(began)));
            }
            case SendOutcome.Hold _ -> {
                gate.hold(switchings);
                gate.leave(Finding.NONE);
            }
            case SendOutcome.NotBefore(var at) -> {
                gate.leave(Finding.NONE);
                later = at;
            }
            case SendOutcome.Undeliverable(var reason) -> {
                gate.leave(Finding.NONE);
                settle(owed, policy.park(owed, reason));
            }
        }
    }

    private OutcomePolicy.Call callSince(Instant began) {
        Duration took = Duration.between(began, node.clock().instant());
        return new OutcomePolicy.Call(began, took, parkedBefore);
    }

    /// Returns the time of the next try for the current message; null unless its sender asked to
    /// wait.
    @Nullable Instant later() {
        return later;
    }

    private void leave(UpstreamReply reply) {
        Finding finding = OutcomePolicy.finding(reply);
        if (finding == Finding.OUTAGE) {
            String cause = OutcomePolicy.cause(reply);
            tellOf(gate.leave(finding, cause), cause);
        } else {
            tellOf(gate.leave(finding, ""), "");
        }
    }

    private void tellOf(@Nullable Turn turn, String cause) {
        if (turn != null) {
            node.telemetry().turned(gate.target(), turn, cause);
        }
    }

    private SendOutcome send(Owed owed) {
        try {
            return lanes.senderTo(owed.delivery().target()).send(owed);
        } catch (StoreUnavailableException e) {
            gate.leave(Finding.NONE);
            throw e;
        } catch (RuntimeException e) {
            log.error("Delivering {} failed unexpectedly", owed.message().id(), e);
            return new SendOutcome.Called(
                    new UpstreamReply.Unavailable(UpstreamReply.Cause.BROKEN, null, null));
        }
    }

    private void settle(Owed owed, OutcomePolicy.Verdict verdict) {
        parked = verdict.parked();
        if (verdict.targetDown() && gate.countAsDown(served)) {
            tellOf(Turn.OPENED, verdict.settlement().attempt().detail());
        }
        served = gate.served();
        unsettled = verdict.settlement();
        settling = node.store().journal().settle(verdict.settlement());
        Delivery next = verdict.settlement().next();
        if (!(next instanceof Pending)) {
            lanes.settled(owed, next, verdict.heard() == Heard.YES);
        }
    }

    /// Tells a caller who may be waiting that this takes longer.
    void defer(Owed owed) {
        tell(owed, new Outcome.Deferred());
    }

    private void tell(Owed owed, Outcome outcome) {
        callers.tell(owed.message().id(), outcome);
    }
}
