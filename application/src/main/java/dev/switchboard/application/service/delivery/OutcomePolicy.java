package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.application.service.delivery.WaitingCallers.Heard;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.RetryPolicy.Decision;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what a target's reply means for a delivery, and tells a waiting caller.
final class OutcomePolicy {

    private final Function<Target.Kind, RetryPolicy> retries;
    private final WaitingCallers callers;
    private final RelayTelemetry telemetry;
    private final Ids ids;
    private final Clock clock;

    /// @param retries how each kind of target is tried again
    OutcomePolicy(
            Function<Target.Kind, RetryPolicy> retries,
            WaitingCallers callers,
            RelayTelemetry telemetry,
            Ids ids,
            Clock clock) {
        this.retries = retries;
        this.callers = callers;
        this.telemetry = telemetry;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param afterGap whether the previous message in its lane was parked
    record Call(Instant began, Duration took, boolean afterGap) {}

    /// The next state of a delivery, and its consequences.
    ///
    /// @param targetDown whether the target counts as down if it served nobody meanwhile
    /// @param heard whether a waiting caller was told
    record DeliveryDecision(Settlement settlement, boolean targetDown, Heard heard) {
        boolean parked() {
            return settlement.next() instanceof Parked;
        }
    }

    /// Returns what a reply says about the target, apart from the message.
    static TargetSignal signal(UpstreamReply reply) {
        return switch (reply) {
            case UpstreamReply.Accepted _, UpstreamReply.Refused _ -> TargetSignal.SERVING;
            case UpstreamReply.Blocked _ -> TargetSignal.NONE;
            case UpstreamReply.Unavailable unavailable ->
                    unavailable.cause().outage() ? TargetSignal.OUTAGE : TargetSignal.ALIVE;
        };
    }

    /// Returns the cause of a reply that took nothing, for people.
    static String cause(UpstreamReply reply) {
        return switch (reply) {
            case UpstreamReply.Accepted _, UpstreamReply.Blocked _ -> "";
            case UpstreamReply.Refused(int status, var _) -> "status " + status;
            case UpstreamReply.Unavailable(var cause, var status, var _) ->
                    status == null ? cause.words() : "status " + status;
        };
    }

    /// Whether the target may be called now.
    boolean isDue(Pending delivery) {
        return retries.apply(delivery.target().kind()).isDue(delivery, now());
    }

    /// Whether a delivery is given up if its target is down.
    ///
    /// @param since the time since which it is owed; null if there is none
    boolean isExhausted(Target target, @Nullable Instant since) {
        return since != null && retries.apply(target.kind()).isExhausted(since, now());
    }

    /// @param refusal the park reason of the target's refusal; null for the usual ones
    DeliveryDecision judge(
            Owed owed, UpstreamReply reply, @Nullable ParkReason refusal, Call call) {
        return switch (reply) {
            case UpstreamReply.Accepted(int status, var body, var receipt) -> {
                CallerReply told = tell(owed, new Outcome.Taken(body));
                Delivery next = owed.delivery().delivered(now());
                Attempt attempt = attempt(owed, call, Attempt.Outcome.DELIVERED, status, "");
                count(owed, attempt);
                yield new DeliveryDecision(
                        settlement(owed, next, attempt, receipt).withAnswer(told.answer()),
                        false,
                        told.heard());
            }
            case UpstreamReply.Refused(int status, var text) -> {
                CallerReply told = tell(owed, new Outcome.Refused(status, text));
                ParkReason reason = refusal == null ? usualReason(told.heard()) : refusal;
                Attempt attempt = attempt(owed, call, Attempt.Outcome.REFUSED, status, text);
                yield giveUp(owed, reason, attempt, told);
            }
            case UpstreamReply.Blocked _ -> {
                CallerReply told = tell(owed, new Outcome.Blocked());
                Attempt attempt =
                        attempt(owed, call, Attempt.Outcome.REFUSED, null, "host is not allowed");
                yield giveUp(owed, ParkReason.EGRESS_BLOCKED, attempt, told);
            }
            case UpstreamReply.Unavailable unavailable -> retryOrGiveUp(owed, unavailable, call);
        };
    }

    private static ParkReason usualReason(Heard heard) {
        return heard == Heard.YES ? ParkReason.REFUSED : ParkReason.REJECTED;
    }

    /// Parks a delivery without a call.
    DeliveryDecision park(Owed owed, ParkReason reason) {
        var _ = tell(owed, new Outcome.Deferred());
        tellParked(owed, reason);
        Attempt step = Attempt.step(now(), Attempt.Outcome.PARKED, reason.code());
        return step(owed, owed.delivery().park(reason, now()), step, CallerReply.NOBODY);
    }

    private DeliveryDecision retryOrGiveUp(Owed owed, UpstreamReply.Unavailable reply, Call call) {
        Attempt.Outcome outcome =
                reply.cause().ambiguous()
                        ? Attempt.Outcome.UNKNOWN_OUTCOME
                        : Attempt.Outcome.UNAVAILABLE;
        Attempt attempt = attempt(owed, call, outcome, reply.status(), reply.cause().name());
        Decision decision =
                retries.apply(owed.delivery().target().kind())
                        .decide(owed.delivery(), now(), reply.retryAfter(), ids.chance());
        return switch (decision) {
            case Decision.GiveUp _ ->
                    giveUp(owed, reply.cause().givenUpAs(), attempt, CallerReply.NOBODY);
            case Decision.RetryAt(Instant at, boolean targetDown) -> {
                count(owed, attempt);
                if (reply.retryAfter() != null) {
                    telemetry.postponed(owed.delivery().target(), owed.message().id(), at);
                }
                Pending next = owed.delivery().retryAt(at);
                yield new DeliveryDecision(
                        settlement(owed, next, attempt, null), targetDown, Heard.NOBODY_WAITS);
            }
        };
    }

    private DeliveryDecision giveUp(
            Owed owed, ParkReason reason, Attempt attempt, CallerReply told) {
        tellParked(owed, reason);
        return step(owed, owed.delivery().giveUp(reason, now()), attempt, told);
    }

    private DeliveryDecision step(Owed owed, Delivery next, Attempt attempt, CallerReply told) {
        if (attempt.number() > 0) {
            count(owed, attempt);
        }
        Settlement settlement = settlement(owed, next, attempt, null).withAnswer(told.answer());
        return new DeliveryDecision(settlement, false, told.heard());
    }

    private static Settlement settlement(
            Owed owed, Delivery next, Attempt attempt, @Nullable String receipt) {
        long expected = owed.delivery().revision();
        return new Settlement(owed.message(), expected, next, attempt, receipt);
    }

    private static Attempt attempt(
            Owed owed,
            Call call,
            Attempt.Outcome outcome,
            @Nullable Integer status,
            String detail) {
        return new Attempt(
                owed.delivery().attempts() + 1,
                call.began(),
                call.took(),
                outcome,
                status,
                detail,
                call.afterGap());
    }

    private void count(Owed owed, Attempt attempt) {
        Pending delivery = owed.delivery();
        telemetry.attempted(delivery.target(), owed.message(), delivery.since(), attempt);
    }

    private void tellParked(Owed owed, ParkReason reason) {
        telemetry.parked(owed.delivery().target(), owed.message().id(), reason);
    }

    /// The reply to a waiting caller.
    ///
    /// @param heard whether the caller still waited
    /// @param answer the response for repeats
    private record CallerReply(Heard heard, @Nullable RememberedAnswer answer) {
        private static final CallerReply NOBODY = new CallerReply(Heard.NOBODY_WAITS, null);
    }

    private CallerReply tell(Owed owed, Outcome outcome) {
        MessageId message = owed.message().id();
        return callers.tell(message, outcome) == Heard.YES
                ? new CallerReply(Heard.YES, callers.answer(message, outcome))
                : CallerReply.NOBODY;
    }

    private Instant now() {
        return clock.instant();
    }
}
