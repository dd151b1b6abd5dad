package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.keys.KeyService;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;

/// Runs periodic work while the hub runs.
final class Upkeep {

    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
    private static final Duration SWEEP_IDENTITY_EVERY = Duration.ofHours(1);

    /// Costs nothing unless a sweep waits for lanes to end, or for the store.
    private static final Duration GO_ON_EVERY = Duration.ofSeconds(1);

    private final Schedule schedule;
    private final DeliveryModule delivery;
    private final FirstStart firstStart;
    private final IdentityModule identity;
    private final StorePurge purge;
    private final KeyService keys;
    private final HubSettings settings;

    Upkeep(
            Schedule schedule,
            DeliveryModule delivery,
            FirstStart firstStart,
            IdentityModule identity,
            Retention retention,
            KeyService keys,
            HubSettings settings,
            Clock clock) {
        this.schedule = schedule;
        this.delivery = delivery;
        this.firstStart = firstStart;
        this.identity = identity;
        this.purge = new StorePurge(retention, settings, clock);
        this.keys = keys;
        this.settings = settings;
    }

    void begin() {
        schedule.once(GO_ON_EVERY, keys::goOn);
        schedule.every(settings.sweep(), this::sweep);
        schedule.every(GO_ON_EVERY, delivery::goOn);
        schedule.job(Job.PURGE, PURGE_EVERY, purge::run);
        schedule.every(IdentityModule.REFRESH_EVERY, identity::refresh);
        schedule.job(Job.IDENTITY, SWEEP_IDENTITY_EVERY, identity::sweep);
    }

    private void sweep() {
        firstStart.ensureAdmin();
        delivery.sweep();
    }
}
