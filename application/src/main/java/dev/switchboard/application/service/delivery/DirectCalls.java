package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Turn;
import dev.switchboard.application.service.delivery.TargetLimiter.Finding;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Calls targets for what is in no lane and does not wait: a target that is left alone is not
/// called. What comes of a call counts as calls of lanes do.
public final class DirectCalls {

    private final TargetLimiters gates;
    private final RelayTelemetry telemetry;
    private final Clock clock;

    DirectCalls(TargetLimiters gates, RelayTelemetry telemetry, Clock clock) {
        this.gates = gates;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// What the result of a call tells of its target.
    public sealed interface Sign {

        record Alive() implements Sign {}

        /// @param cause what it is called, for people
        record Outage(String cause) implements Sign {}

        /// Nobody was called after all.
        record None() implements Sign {}
    }

    /// Blocks while the call does.
    ///
    /// @return empty if the target is left alone now, or has enough to do
    public <T> Optional<T> call(Target target, Supplier<T> call, Function<T, Sign> reading) {
        TargetLimiter gate = gates.of(target);
        if (!gate.enterNow()) {
            return Optional.empty();
        }
        Finding finding = Finding.NONE;
        String cause = "";
        try {
            T result = call.get();
            Sign sign = reading.apply(result);
            cause = sign instanceof Sign.Outage(String its) ? its : "";
            finding =
                    switch (sign) {
                        case Sign.Alive _ -> Finding.ALIVE;
                        case Sign.Outage _ -> Finding.OUTAGE;
                        case Sign.None _ -> Finding.NONE;
                    };
            return Optional.of(result);
        } finally {
            Turn turn = gate.leave(finding, cause);
            if (turn != null) {
                telemetry.turned(target, turn, cause);
            }
        }
    }

    /// How long a target is left alone still; zero if it is not.
    public Duration rest(Target target) {
        Instant probe = gates.circuit(target).nextProbeAt();
        return probe == null ? Duration.ZERO : Duration.between(clock.instant(), probe);
    }
}
