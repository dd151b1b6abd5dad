package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records its events in order.
public final class RecordingTelemetry implements RelayTelemetry {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void accepted(boolean repeated, Instant since) {
        events.add(new Accepted(repeated));
    }

    @Override
    public void attempted(Target target, Message message, Instant since, Attempt attempt) {
        events.add(new Attempted(target, attempt));
    }

    @Override
    public void parked(Target target, MessageId message, ParkReason reason) {
        events.add(new Parked(target, reason));
    }

    @Override
    public void stepped(Step.Kind kind) {
        events.add(new Stepped(kind));
    }

    @Override
    public void mended(Target target, MessageId message, Mending mending) {
        events.add(new Mended(target, message, mending));
    }

    @Override
    public void postponed(Target target, MessageId message, Instant until) {
        events.add(new Postponed(target, message, until));
    }

    @Override
    public void circuitChanged(Target target, CircuitChange change, String cause) {
        events.add(new CircuitChanged(target, change, cause));
    }

    /// A counted event.
    public sealed interface Event {}

    public record Accepted(boolean repeated) implements Event {}

    public record Attempted(Target target, Attempt attempt) implements Event {}

    public record Parked(Target target, ParkReason reason) implements Event {}

    public record Stepped(Step.Kind kind) implements Event {}

    public record Mended(Target target, MessageId message, Mending mending) implements Event {}

    public record Postponed(Target target, MessageId message, Instant until) implements Event {}

    public record CircuitChanged(Target target, CircuitChange change, String cause)
            implements Event {}
}
