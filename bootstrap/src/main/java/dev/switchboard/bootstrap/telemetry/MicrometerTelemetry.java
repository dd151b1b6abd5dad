package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts the relay's work for Prometheus. Labels are kinds and codes, never names or texts, so
/// they stay few and contain nothing private.
///
/// Meters that every message needs exist from the start and are found without allocation. Meters
/// that alerts use exist from the start as well, so an alert sees the first event.
final class MicrometerTelemetry implements RelayTelemetry {

    private static final List<ParkReason> USUAL_REASONS =
            List.of(
                    ParkReason.EXHAUSTED,
                    ParkReason.REJECTED,
                    ParkReason.REFUSED,
                    ParkReason.EGRESS_BLOCKED,
                    ParkReason.AUTH_FAILED);
    private static final List<Outcome> OUTCOMES_OF_CALLS =
            List.of(
                    Outcome.DELIVERED,
                    Outcome.UNAVAILABLE,
                    Outcome.UNKNOWN_OUTCOME,
                    Outcome.REFUSED);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer accepted;
    private final Timer repeated;
    private final Map<Target.Kind, Calls> calls = new EnumMap<>(Target.Kind.class);
    private final Map<Step.Kind, Counter> steps = new EnumMap<>(Step.Kind.class);

    MicrometerTelemetry(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.accepted = accepted("false");
        this.repeated = accepted("true");
        for (Step.Kind kind : Step.Kind.values()) {
            steps.put(kind, steps(kind));
        }
        for (Target.Kind kind : Target.Kind.values()) {
            calls.put(kind, new Calls(registry, label(kind)));
            USUAL_REASONS.forEach(reason -> parked(kind, reason));
            for (Mending mending : Mending.values()) {
                mended(kind, mending);
            }
        }
    }

    @Override
    public void accepted(boolean isRepeat, Instant since) {
        (isRepeat ? repeated : accepted).record(Duration.between(since, clock.instant()));
    }

    private Timer accepted(String repeated) {
        return Timer.builder("switchboard.accepted")
                .description("Messages that were journaled, and how long their senders waited")
                .tag("repeated", repeated)
                .serviceLevelObjectives(Buckets.OF_A_WRITE)
                .register(registry);
    }

    @Override
    public void attempted(Target target, Message message, Instant since, Attempt attempt) {
        calls(target).count(since, attempt);
    }

    @Override
    public void postponed(Target target, MessageId message, Instant until) {
        calls(target).postponed.increment();
    }

    @Override
    public void circuitChanged(Target target, CircuitChange change, String cause) {
        if (change == CircuitChange.OPENED) {
            calls(target).opened.increment();
        }
    }

    private Calls calls(Target target) {
        return Objects.requireNonNull(calls.get(target.kind()));
    }

    @Override
    public void parked(Target target, MessageId message, ParkReason reason) {
        parked(target.kind(), reason).increment();
    }

    private Counter parked(Target.Kind kind, ParkReason reason) {
        return Counter.builder("switchboard.parked")
                .description("Deliveries that were parked")
                .tag("target", label(kind))
                .tag("reason", reason.code())
                .register(registry);
    }

    @Override
    public void mended(Target target, MessageId message, Mending mending) {
        mended(target.kind(), mending).increment();
    }

    private Counter mended(Target.Kind kind, Mending mending) {
        return Counter.builder("switchboard.mended")
                .description("Parked deliveries that an admin sent again or discarded")
                .tag("target", label(kind))
                .tag("how", label(mending))
                .register(registry);
    }

    @Override
    public void stepped(Step.Kind kind) {
        Objects.requireNonNull(steps.get(kind)).increment();
    }

    private Counter steps(Step.Kind kind) {
        return Counter.builder("switchboard.handoffs")
                .description("Steps of handoffs from the bot to agents and back")
                .tag("step", label(kind))
                .register(registry);
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// The meters for calls to one kind of target.
    private static final class Calls {

        private final MeterRegistry registry;
        private final String kind;
        private final Map<Outcome, Timer> attempts = new EnumMap<>(Outcome.class);
        private final Timer delivered;
        private final Counter retries;
        private final Counter postponed;
        private final Counter opened;

        Calls(MeterRegistry registry, String kind) {
            this.registry = registry;
            this.kind = kind;
            OUTCOMES_OF_CALLS.forEach(outcome -> attempts.put(outcome, attempts(outcome)));
            this.delivered =
                    Timer.builder("switchboard.delivered")
                            .description(
                                    "Time from accepting or re-driving a message until the target took it")
                            .tag("target", kind)
                            .serviceLevelObjectives(Buckets.OF_A_DELIVERY)
                            .register(registry);
            this.retries = counter("retries", "Repeated calls for a message");
            this.postponed = counter("postponed", "Calls after which a target asked for a pause");
            this.opened = counter("circuit.opened", "Circuits that opened, or stayed open");
        }

        void count(Instant since, Attempt attempt) {
            Timer timer = attempts.get(attempt.outcome());
            (timer == null ? attempts(attempt.outcome()) : timer).record(attempt.took());
            if (attempt.number() > 1) {
                retries.increment();
            }
            if (attempt.outcome() == Outcome.DELIVERED) {
                delivered.record(Duration.between(since, attempt.at()).plus(attempt.took()));
            }
        }

        private Timer attempts(Outcome outcome) {
            return Timer.builder("switchboard.attempts")
                    .description(
                            "Calls to targets; for clients, from a push to its acknowledgement")
                    .tag("target", kind)
                    .tag("outcome", label(outcome))
                    .serviceLevelObjectives(Buckets.OF_A_CALL)
                    .register(registry);
        }

        private Counter counter(String name, String description) {
            return Counter.builder("switchboard." + name)
                    .description(description)
                    .tag("target", kind)
                    .register(registry);
        }
    }
}
