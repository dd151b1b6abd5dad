package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The circuit breaker of a target: opens after several outages in a row, admits one probe after a
/// pause, and doubles the pause while probes fail. Guarded by the lock of its gate.
final class CircuitBreaker {

    private final GateSettings settings;
    private final Clock clock;
    private final Timer timer;
    private final Runnable mayProbe;

    private long served;
    private int failures;
    private @Nullable Instant openUntil;
    private Duration pause;
    private int openings;
    // the last opening whose pause is over: told by the timer, because a clock may be set
    private volatile int waited;
    // read without the lock by the visitor that is the probe
    private volatile boolean probing;
    private @Nullable Instant since;
    private String cause = "";

    /// @param mayProbe called without the lock when a pause is over
    CircuitBreaker(GateSettings settings, Clock clock, Timer timer, Runnable mayProbe) {
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.mayProbe = mayProbe;
        this.pause = settings.firstPause();
    }

    /// Whether the target may not be called now.
    boolean isShut() {
        return probing || isPausing();
    }

    /// Whether the next call is a probe, or would be if the pause were over.
    boolean isOpen() {
        return openUntil != null;
    }

    /// Records the start of a call.
    void begin() {
        probing = isOpen();
    }

    /// Records the end of a call.
    ///
    /// @param found the cause of an outage, for people
    /// @return the change of the circuit; null if there is none
    @Nullable CircuitChange end(TargetLimiter.TargetSignal signal, String found) {
        boolean wasProbe = probing;
        probing = false;
        served += signal == TargetLimiter.TargetSignal.SERVING ? 1 : 0;
        return switch (signal) {
            case SERVING, ALIVE -> {
                boolean wasWell = since == null;
                close();
                yield wasWell ? null : CircuitChange.RECOVERED;
            }
            case OUTAGE -> {
                cause = found;
                yield countOutage(wasProbe);
            }
            case NONE -> null;
        };
    }

    /// Returns how many calls found the target serving.
    long served() {
        return served;
    }

    /// Whether a probe is running.
    boolean isProbing() {
        return probing;
    }

    void close() {
        failures = 0;
        since = null;
        openUntil = null;
        pause = settings.firstPause();
    }

    /// Opens the circuit unless it is open.
    ///
    /// @return whether it opened
    boolean trip() {
        if (isOpen()) {
            return false;
        }
        open();
        return true;
    }

    /// Returns the time since which the target is away and the cause; null while it is well.
    @Nullable TargetOutage outage(Target target) {
        Instant began = since;
        return began == null ? null : new TargetOutage(target, view(), began, cause);
    }

    Circuit view() {
        if (openUntil == null) {
            return new Circuit(Circuit.State.CLOSED, failures, null);
        }
        return !probing && isPausing()
                ? new Circuit(Circuit.State.OPEN, failures, openUntil)
                : new Circuit(Circuit.State.HALF_OPEN, failures, null);
    }

    private boolean isPausing() {
        return openUntil != null && waited < openings;
    }

    private @Nullable CircuitChange countOutage(boolean wasProbe) {
        failures++;
        boolean first = since == null;
        since = first ? clock.instant() : since;
        if (wasProbe) {
            Duration doubled = pause.multipliedBy(2);
            Duration longest = settings.longestPause();
            pause = doubled.compareTo(longest) < 0 ? doubled : longest;
            open();
            return CircuitChange.OPENED;
        }
        if (failures >= settings.failures() && trip()) {
            return CircuitChange.OPENED;
        }
        return first ? CircuitChange.FAILING : null;
    }

    private void open() {
        since = since == null ? clock.instant() : since;
        openUntil = clock.instant().plus(pause);
        openings++;
        int opening = openings;
        timer.at(
                openUntil,
                () -> {
                    waited = Math.max(waited, opening);
                    mayProbe.run();
                });
    }
}
