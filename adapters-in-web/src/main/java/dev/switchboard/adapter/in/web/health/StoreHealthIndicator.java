package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.in.health.WatchHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Readiness of the store: without it the hub may acknowledge nothing (promise D5), so it is not
/// ready, nor while the store's disk has no room for new messages.
record StoreHealthIndicator(WatchHealth hub) implements HealthIndicator {

    private static final String NO_ROOM = "NO_ROOM";

    @Override
    public Health health() {
        return switch (hub.store().state()) {
            case UP -> Health.up().build();
            case DEGRADED -> Health.status(NO_ROOM).build();
            case DOWN, OFF -> Health.down().build();
        };
    }
}
