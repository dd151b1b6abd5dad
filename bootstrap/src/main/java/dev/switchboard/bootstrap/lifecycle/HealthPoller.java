package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.ParkedCounts;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.bootstrap.telemetry.RelayGauges;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Polls the state of each part, parked deliveries and unavailable targets in the background, so
/// that operators' figures are fresh without a request. Polling the store also reopens it where
/// necessary.
final class HealthPoller implements SmartLifecycle {

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration AT_THE_PARTS = Duration.ofSeconds(5);
    private static final Duration AT_TARGETS = Duration.ofSeconds(10);

    private final Schedule schedule;
    private final HealthWatch health;
    private final ParkedCounts parked;
    private final RelayGauges gauges;
    private final Duration sweep;
    private volatile boolean running;

    /// @param sweep how often parked deliveries are counted
    HealthPoller(
            Schedule schedule,
            HealthWatch health,
            ParkedCounts parked,
            RelayGauges gauges,
            Duration sweep) {
        this.schedule = schedule;
        this.health = health;
        this.parked = parked;
        this.gauges = gauges;
        this.sweep = sweep;
    }

    @Override
    public void start() {
        running = true;
        schedule.once(AT_ONCE, this::look);
        schedule.every(AT_THE_PARTS, health::parts);
        schedule.every(AT_TARGETS, gauges::refresh);
        schedule.every(sweep, this::count);
    }

    private void look() {
        health.parts();
        count();
    }

    private void count() {
        try {
            parked.countOn();
        } catch (StoreUnavailableException _) {
            return; // the store's health is reported elsewhere
        }
        gauges.refresh();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
