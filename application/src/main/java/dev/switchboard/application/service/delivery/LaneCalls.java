package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.OutcomePolicy.DeliveryDecision;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.application.service.node.Node;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls of a lane to its target: each tells the gate what it found out about the target, and
/// gets a verdict about its message.
final class LaneCalls {

    private static final Logger LOG = LoggerFactory.getLogger(LaneCalls.class);

    private final Node node;
    private final OutcomePolicy policy;
    private final TargetLimiter gate;
    private final MessageSender sender;

    LaneCalls(Node node, OutcomePolicy policy, TargetLimiter gate, MessageSender sender) {
        this.node = node;
        this.policy = policy;
        this.gate = gate;
        this.sender = sender;
    }

    /// The result of an attempt.
    sealed interface Result {

        /// @param decision is not stored yet
        /// @param served how many calls have found the target serving by now
        record Judged(DeliveryDecision decision, long served) implements Result {}

        /// The target is switched off, and now the gate is held.
        record SwitchedOff() implements Result {}

        /// The sender calls the target at this time at the earliest.
        record NotBefore(Instant at) implements Result {}
    }

    /// Sends a message once. The lane has entered its gate and leaves it here.
    ///
    /// @param afterGap whether the message before it was parked
    /// @param served the result of [TargetLimiter#served] after the attempt before, or when the
    ///   message came
    /// @throws StoreUnavailableException if the sender needs the store; the target was not called
    Result send(Owed owed, boolean afterGap, long served) {
        int switchings = gate.switchings();
        Instant began = node.clock().instant();
        if (gate.isProbing()) {
            report(CircuitChange.PROBED, "");
        }
        return switch (outcome(owed)) {
            case SendOutcome.Called(var reply, var refusal) -> {
                leave(reply);
                DeliveryDecision decision =
                        policy.judge(owed, reply, refusal, callSince(began, afterGap));
                yield judged(decision, served);
            }
            case SendOutcome.Needless _ -> {
                gate.leave(TargetSignal.NONE);
                UpstreamReply nothing = new UpstreamReply.Accepted(204, null);
                yield judged(policy.judge(owed, nothing, null, callSince(began, afterGap)), served);
            }
            case SendOutcome.Hold _ -> {
                gate.hold(switchings);
                gate.leave(TargetSignal.NONE);
                yield new Result.SwitchedOff();
            }
            case SendOutcome.NotBefore(var at) -> {
                gate.leave(TargetSignal.NONE);
                yield new Result.NotBefore(at);
            }
            case SendOutcome.Undeliverable(var reason) -> {
                gate.leave(TargetSignal.NONE);
                yield judged(policy.park(owed, reason), served);
            }
        };
    }

    private SendOutcome outcome(Owed owed) {
        try {
            return sender.send(owed);
        } catch (StoreUnavailableException e) {
            gate.leave(TargetSignal.NONE);
            throw e;
        } catch (RuntimeException | Error e) { // even then the lane leaves its gate
            LOG.error("Delivering {} failed unexpectedly", owed.message().id(), e);
            return new SendOutcome.Called(
                    new UpstreamReply.Unavailable(UpstreamReply.Cause.BROKEN, null, null));
        }
    }

    private OutcomePolicy.Call callSince(Instant began, boolean afterGap) {
        Duration took = Duration.between(began, node.clock().instant());
        return new OutcomePolicy.Call(began, took, afterGap);
    }

    private Result judged(DeliveryDecision decision, long served) {
        if (decision.targetDown() && gate.countAsDown(served)) {
            report(CircuitChange.OPENED, decision.settlement().attempt().detail());
        }
        return new Result.Judged(decision, gate.served());
    }

    private void leave(UpstreamReply reply) {
        TargetSignal signal = OutcomePolicy.signal(reply);
        String cause = signal == TargetSignal.OUTAGE ? OutcomePolicy.cause(reply) : "";
        report(gate.leave(signal, cause), cause);
    }

    private void report(@Nullable CircuitChange change, String cause) {
        if (change != null) {
            node.telemetry().circuitChanged(gate.target(), change, cause);
        }
    }
}
