package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Without its store a hub may acknowledge nothing, so it is not ready (promise D5).
record StoreHealthIndicator(WatchHealth hub) implements HealthIndicator {

    @Override
    public Health health() {
        return hub.store().state() == State.UP ? Health.up().build() : Health.down().build();
    }
}
