package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Counts the relay for Prometheus. Labels are kinds and codes, never names or texts, so that their
/// number is small and nothing private is among them.
final class MicrometerTelemetry implements RelayTelemetry {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter repeated;
    private final Map<String, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    MicrometerTelemetry(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = registry.counter("switchboard.accepted", "repeated", "false");
        this.repeated = registry.counter("switchboard.accepted", "repeated", "true");
    }

    @Override
    public void accepted(boolean isRepeat) {
        (isRepeat ? repeated : accepted).increment();
    }

    @Override
    public void attempted(Target target, Attempt attempt) {
        String kind = kindOf(target);
        String outcome = attempt.outcome().name().toLowerCase(Locale.ROOT);
        attempts.computeIfAbsent(
                        kind + outcome,
                        _ ->
                                registry.timer(
                                        "switchboard.attempts", "target", kind, "outcome", outcome))
                .record(attempt.took());
        if (attempt.number() > 1) {
            counter("retries" + kind, () -> registry.counter("switchboard.retries", "target", kind))
                    .increment();
        }
    }

    @Override
    public void parked(Target target, ParkReason reason) {
        String kind = kindOf(target);
        counter(
                        "parked" + kind + reason,
                        () ->
                                registry.counter(
                                        "switchboard.parked",
                                        "target",
                                        kind,
                                        "reason",
                                        reason.code()))
                .increment();
    }

    @Override
    public void stepped(Handoff.Step.Kind kind) {
        String step = kind.name().toLowerCase(Locale.ROOT);
        counter("handoff" + step, () -> registry.counter("switchboard.handoffs", "step", step))
                .increment();
    }

    private Counter counter(String key, Supplier<Counter> make) {
        return counters.computeIfAbsent(key, _ -> make.get());
    }

    private static String kindOf(Target target) {
        return target.kind().name().toLowerCase(Locale.ROOT);
    }
}
