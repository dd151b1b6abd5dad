package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Calls targets for work that is in no lane and does not wait: an absent target is not called. The
/// outcome counts for the circuit like those of lanes.
public final class DirectCalls {

    private final TargetLimiters gates;
    private final PartitionOwnership ownership;
    private final RelayTelemetry telemetry;
    private final Clock clock;

    DirectCalls(
            TargetLimiters gates,
            PartitionOwnership ownership,
            RelayTelemetry telemetry,
            Clock clock) {
        this.gates = gates;
        this.ownership = ownership;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// The state of the target, as the result of a call shows it.
    public sealed interface Sign {

        record Alive() implements Sign {}

        /// @param cause for people
        record Outage(String cause) implements Sign {}

        /// The target was not called after all.
        record None() implements Sign {}
    }

    /// Calls the target and blocks meanwhile.
    ///
    /// @return empty if the target must not be called now, is at its limit, or if this hub owns
    ///   nothing at the moment
    public <T> Optional<T> call(Target target, Supplier<T> call, Function<T, Sign> reading) {
        TargetLimiter gate = gates.of(target);
        if (!ownership.stands() || !gate.enterNow()) {
            return Optional.empty();
        }
        TargetSignal signal = TargetSignal.NONE;
        String cause = "";
        try {
            T result = call.get();
            Sign sign = reading.apply(result);
            cause = sign instanceof Sign.Outage(String its) ? its : "";
            signal =
                    switch (sign) {
                        case Sign.Alive _ -> TargetSignal.SERVING;
                        case Sign.Outage _ -> TargetSignal.OUTAGE;
                        case Sign.None _ -> TargetSignal.NONE;
                    };
            return Optional.of(result);
        } finally {
            CircuitChange change = gate.leave(signal, cause);
            if (change != null) {
                telemetry.circuitChanged(target, change, cause);
            }
        }
    }

    /// Returns how long a target must not be called; zero if it may be.
    public Duration rest(Target target) {
        Instant probe = gates.circuit(target).nextProbeAt();
        return probe == null ? Duration.ZERO : Duration.between(clock.instant(), probe);
    }
}
