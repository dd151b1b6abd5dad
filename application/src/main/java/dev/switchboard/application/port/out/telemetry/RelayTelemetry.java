package dev.switchboard.application.port.out.telemetry;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;

/// Counts what the relay does. Calls are cheap, never block and never throw.
public interface RelayTelemetry {

    /// A message was journaled; a repeat of one was recognised if `repeated`.
    void accepted(boolean repeated);

    /// A target was called.
    void attempted(Target target, Attempt attempt);

    void parked(Target target, ParkReason reason);

    /// A handoff took a step.
    void stepped(Handoff.Step.Kind kind);
}
