package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Without its store a hub may acknowledge nothing, so it is not ready (promise D5). Looks at most
/// once a second: anybody may ask, and the store has other things to do.
final class StoreHealthIndicator implements HealthIndicator {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Look(Condition condition, Instant at) {

        boolean freshAt(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }
    }

    private final StoreHealth store;
    private final Clock clock;
    private volatile @Nullable Look last;

    StoreHealthIndicator(StoreHealth store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return switch (condition()) {
            case Ready(String durability) ->
                    Health.up().withDetail("durability", durability).build();
            case NotReady(String reason) -> Health.down().withDetail("reason", reason).build();
        };
    }

    private Condition condition() {
        Look known = last;
        return known != null && known.freshAt(clock.instant()) ? known.condition() : look();
    }

    /// One looks, the others wait for what it sees.
    private synchronized Condition look() {
        Look known = last;
        if (known != null && known.freshAt(clock.instant())) {
            return known.condition();
        }
        Look seen = new Look(store.check(), clock.instant());
        last = seen;
        return seen.condition();
    }
}
