package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.health.HealthNews;
import dev.switchboard.application.service.health.PaceKeeper;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.message.SilentChannels;
import dev.switchboard.bootstrap.settings.HubSettings;
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
    private static final Duration AT_CHANNELS = Duration.ofMinutes(1);

    private final Schedule schedule;
    private final HealthNews health;
    private final DeliveryModule delivery;
    private final SilentChannels silent;
    private final RelayGauges gauges;
    private final PaceKeeper pace;
    private final HubSettings settings;
    private volatile boolean running;

    HealthPoller(
            Schedule schedule,
            HealthNews health,
            DeliveryModule delivery,
            MessageModule messages,
            RelayGauges gauges,
            PaceKeeper pace,
            HubSettings settings) {
        this.schedule = schedule;
        this.health = health;
        this.delivery = delivery;
        this.silent = messages.silent();
        this.gauges = gauges;
        this.pace = pace;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        schedule.once(AT_ONCE, this::look);
        schedule.every(AT_THE_PARTS, health::look);
        schedule.every(AT_TARGETS, gauges::refresh);
        schedule.every(WatchPace.STEP, pace::look);
        schedule.every(AT_CHANNELS, silent::look);
        schedule.every(settings.sweep(), this::count);
    }

    private void look() {
        health.look();
        pace.look();
        count();
    }

    private void count() {
        try {
            delivery.parked().countOn();
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

    /// A standby, whose start waits in the next phase, shows its health too.
    @Override
    public int getPhase() {
        return ClusterLifecycle.AFTER_WEB_SERVER - 1;
    }
}
