package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.channel.OperateChannels.Circuit;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.delivery.GateSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Leaves a target alone while it is down: opens after some outages in a row, lets one visit in to
/// probe after a pause, and doubles the pause while probes fail. The lock of its gate guards it.
final class CircuitBreaker {

    private final GateSettings settings;
    private final Clock clock;
    private final Timer timer;
    private final Runnable mayProbe;

    private int failures;
    private @Nullable Instant openUntil;
    private Duration pause;
    private boolean probing;

    /// @param mayProbe told, without the lock, when a pause is over
    CircuitBreaker(GateSettings settings, Clock clock, Timer timer, Runnable mayProbe) {
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.mayProbe = mayProbe;
        this.pause = settings.firstPause();
    }

    /// Whether nobody may visit the target now.
    boolean isShut() {
        return probing || isPausing();
    }

    /// Whether the next visit is a probe, or would be if the pause were over.
    boolean isOpen() {
        return openUntil != null;
    }

    /// Somebody visits the target.
    void begin() {
        probing = isOpen();
    }

    /// A visit ended.
    void end(TargetGate.Finding finding) {
        boolean wasProbe = probing;
        probing = false;
        switch (finding) {
            case ALIVE -> close();
            case OUTAGE -> countOutage(wasProbe);
            case NONE -> {}
        }
    }

    void close() {
        failures = 0;
        openUntil = null;
        pause = settings.firstPause();
    }

    /// Opens, unless it is open.
    void trip() {
        if (!isOpen()) {
            open();
        }
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
        return openUntil != null && clock.instant().isBefore(openUntil);
    }

    private void countOutage(boolean wasProbe) {
        failures++;
        if (wasProbe) {
            Duration doubled = pause.multipliedBy(2);
            Duration longest = settings.longestPause();
            pause = doubled.compareTo(longest) < 0 ? doubled : longest;
            open();
        } else if (failures >= settings.failures()) {
            trip();
        }
    }

    private void open() {
        openUntil = clock.instant().plus(pause);
        timer.at(openUntil, mayProbe);
    }
}
