package dev.switchboard.application.port.out.telemetry;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// Receives the events of the relay, for metrics and operators. Calls are cheap, never block and
/// never throw: the first two come with every message.
public interface RelayTelemetry {

    /// A message was journaled, or a repeat of one was recognised if `repeated`.
    ///
    /// @param since the time when its sender's request began
    void accepted(boolean repeated, Instant since);

    /// A target was called.
    ///
    /// @param since the time since which the message is owed to the target
    void attempted(Target target, Message message, Instant since, Attempt attempt);

    /// A delivery was parked.
    void parked(Target target, MessageId message, ParkReason reason);

    /// An admin acted on a parked delivery.
    void mended(Target target, MessageId message, Mending mending);

    /// The target asked the hub to wait, and the delivery is postponed.
    void postponed(Target target, MessageId message, Instant until);

    /// The state of a target changed.
    ///
    /// @param cause the outcome of the last call, without addresses and bodies; empty if it
    ///   succeeded
    void circuitChanged(Target target, CircuitChange change, String cause);

    /// A handoff took a step.
    void stepped(Step.Kind kind);

    /// The action of an admin on a parked delivery.
    enum Mending {
        /// It is sent again.
        REDRIVEN,
        /// It is given up for good.
        DISCARDED
    }

    /// The new state of a target.
    enum CircuitChange {
        /// The first failure after the target was well.
        FAILING,
        /// Its circuit is open: it is not called for a while.
        OPENED,
        /// One call tests whether it is back.
        PROBED,
        /// It took a call again.
        RECOVERED
    }
}
