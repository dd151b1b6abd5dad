package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what it was told, in order.
public final class RecordingTelemetry implements RelayTelemetry {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void accepted(boolean repeated) {
        events.add(new Accepted(repeated));
    }

    @Override
    public void attempted(Target target, Attempt attempt) {
        events.add(new Attempted(target, attempt));
    }

    @Override
    public void parked(Target target, ParkReason reason) {
        events.add(new Parked(target, reason));
    }

    @Override
    public void stepped(Handoff.Step.Kind kind) {
        events.add(new Stepped(kind));
    }

    /// Something that was counted.
    public sealed interface Event {}

    public record Accepted(boolean repeated) implements Event {}

    public record Attempted(Target target, Attempt attempt) implements Event {}

    public record Parked(Target target, ParkReason reason) implements Event {}

    public record Stepped(Handoff.Step.Kind kind) implements Event {}
}
