package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.keys.KeyService;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs periodic work while the hub runs.
final class Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
    private static final Duration SWEEP_IDENTITY_EVERY = Duration.ofHours(1);

    /// Costs nothing unless a sweep waits for lanes to end, or for the store.
    private static final Duration GO_ON_EVERY = Duration.ofSeconds(1);

    private final Schedule schedule;
    private final DeliveryModule delivery;
    private final FirstStart firstStart;
    private final IdentityModule identity;
    private final Retention retention;
    private final KeyService keys;
    private final HubSettings settings;
    private final Clock clock;

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
        this.retention = retention;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    void begin() {
        schedule.once(GO_ON_EVERY, keys::goOn);
        schedule.every(settings.sweep(), this::sweep);
        schedule.every(GO_ON_EVERY, delivery::goOn);
        schedule.job(Job.PURGE, PURGE_EVERY, this::purge);
        schedule.every(IdentityModule.REFRESH_EVERY, identity::refresh);
        schedule.job(Job.IDENTITY, SWEEP_IDENTITY_EVERY, identity::sweep);
    }

    private void sweep() {
        firstStart.ensureAdmin();
        delivery.sweep();
    }

    private void purge() {
        Instant now = clock.instant();
        int gone =
                retention.purge(
                        now, now.minus(settings.retention()), now.minus(settings.deadRetention()));
        if (gone > 0) {
            log.info("Removed {} expired records", gone);
        }
    }
}
