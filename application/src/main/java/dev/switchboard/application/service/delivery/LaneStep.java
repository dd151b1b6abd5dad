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
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt of a lane and its place in the journal. The next attempt begins only when this one
/// is durable, so a crash repeats at most one message per lane and never reorders.
final class LaneStep {

    private static final Logger log = LoggerFactory.getLogger(LaneStep.class);

    private final LaneContext context;
    private final Lanes lanes;
    private final TargetLimiter gate;
    private final OutcomePolicy judge;

    private @Nullable Settlement unsettled;
    private @Nullable CompletionStage<Settled> settling;
    private boolean overtaken;
    private boolean parkedBefore;
    private boolean parked;
    private @Nullable Instant later;
    private volatile @Nullable MessageId superseded;

    LaneStep(LaneContext context, Lanes lanes, TargetLimiter gate) {
        this.context = context;
        this.lanes = lanes;
        this.gate = gate;
        this.judge = new OutcomePolicy(context);
    }

    /// Whether nothing waits to become durable.
    boolean settled() {
        return unsettled == null;
    }

    /// A new message is at the head of the lane.
    void begin() {
        parkedBefore = parked;
        parked = false;
    }

    /// Somebody else finished this message.
    void supersede(MessageId message) {
        superseded = message;
    }

    /// Waits until the last attempt is durable.
    ///
    /// @return what is still owed of the message, or null if it is finished
    /// @throws StoreUnavailableException if that cannot be known now; ask again later
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
            case OVERTAKEN -> {
                overtaken = !finishedElsewhere;
                tell(owed, finishedElsewhere ? new Outcome.Taken(null) : new Outcome.Deferred());
                yield null;
            }
            case DONE -> stillOwed(owed, last);
        };
    }

    /// Whether somebody stepped in whom nobody told us of, asked once: then only the journal knows
    /// what comes next. What was to be next may be owed behind this very message.
    boolean wasOvertaken() {
        boolean was = overtaken;
        overtaken = false;
        return was;
    }

    private @Nullable Pending stillOwed(Owed owed, Settlement last) {
        if (last.next() instanceof Pending retry) {
            tell(owed, new Outcome.Deferred());
            return retry;
        }
        return null;
    }

    /// A caller who heard the outcome waits for no second try: its answer stands either way.
    private Settled await(Settlement settlement, MessageId message) {
        CompletionStage<Settled> stage = settling;
        if (stage == null) {
            stage = context.journal().settle(settlement);
            settling = stage;
        }
        try {
            Settled settled = stage.toCompletableFuture().join();
            context.callers().noted(message, settlement.note() != null);
            return settled;
        } catch (CompletionException e) {
            settling = null;
            context.callers().noted(message, settlement.note() != null);
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }

    /// Carries the message once and sends what came of it on its way to the journal. The lane is
    /// inside its gate and leaves it here.
    void run(Owed owed) {
        later = null;
        int switchings = gate.switchings();
        Instant began = context.clock().instant();
        if (gate.isProbing()) {
            tellOf(Turn.PROBED, "");
        }
        switch (send(owed)) {
            case SendOutcome.Called(var reply, var refusal) -> {
                leave(reply);
                settle(owed, judge.judge(owed, reply, refusal, callSince(began)));
            }
            case SendOutcome.Needless _ -> {
                gate.leave(Finding.NONE);
                UpstreamReply nothing = new UpstreamReply.Accepted(204, null);
                settle(owed, judge.judge(owed, nothing, null, callSince(began)));
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
                settle(owed, judge.park(owed, reason));
            }
        }
    }

    private OutcomePolicy.Call callSince(Instant began) {
        Duration took = Duration.between(began, context.clock().instant());
        return new OutcomePolicy.Call(began, took, parkedBefore);
    }

    /// When to ask again for the message at hand; null unless its sender wanted to wait.
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
            context.telemetry().turned(gate.target(), turn, cause);
        }
    }

    private SendOutcome send(Owed owed) {
        try {
            return lanes.senderTo(owed.delivery().target()).send(owed);
        } catch (StoreUnavailableException e) {
            gate.leave(Finding.NONE);
            throw e;
        } catch (RuntimeException e) {
            log.error("Carrying {} failed unexpectedly", owed.message().id(), e);
            return new SendOutcome.Called(
                    new UpstreamReply.Unavailable(UpstreamReply.Cause.BROKEN, null, null));
        }
    }

    private void settle(Owed owed, OutcomePolicy.Verdict verdict) {
        parked = verdict.parked();
        if (verdict.targetDown() && gate.countAsDown()) {
            tellOf(Turn.OPENED, verdict.settlement().attempt().detail());
        }
        unsettled = verdict.settlement();
        settling = context.journal().settle(verdict.settlement());
        Delivery next = verdict.settlement().next();
        if (!(next instanceof Pending)) {
            lanes.settled(owed, next, verdict.heard() == Heard.YES);
        }
    }

    private void tell(Owed owed, Outcome outcome) {
        context.callers().tell(owed.message().id(), outcome);
    }
}
