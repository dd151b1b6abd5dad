package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.domain.upstream.TokenState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Shows the last known state of the hub's dependencies; a scrape waits for nothing.
///
/// @param data the data directory
record StoreGauges(HealthWatch health, StoreHealth store, File data, Clock clock)
        implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("switchboard.store.up", this, StoreGauges::up)
                .description("1 if the store confirmed a write when it was last asked, else 0")
                .register(registry);
        Gauge.builder("switchboard.store.short.of.room", store, it -> it.isShortOfRoom() ? 1 : 0)
                .description("1 while new messages are refused because the disk is full, else 0")
                .register(registry);
        FunctionCounter.builder("switchboard.store.writes", store, it -> it.written().writes())
                .description("Writes that became durable in groups")
                .register(registry);
        FunctionCounter.builder("switchboard.store.groups", store, it -> it.written().groups())
                .description("Groups of writes; each group waits for the disk once")
                .register(registry);
        Gauge.builder("switchboard.data.free", data, File::getUsableSpace)
                .description("Free space on the disk of the data directory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("switchboard.token.left", this, StoreGauges::tokenLeft)
                .description("Remaining life of the bot's token; 0 without one")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("switchboard.bot.configured", this, StoreGauges::botConfigured)
                .description("1 if the hub has a bot, else 0")
                .register(registry);
    }

    private double up() {
        Part last = health.lastSeenStore();
        return last != null && last.state() != State.DOWN ? 1 : 0;
    }

    private double botConfigured() {
        return health.botToken() instanceof TokenState.NotConfigured ? 0 : 1;
    }

    private double tokenLeft() {
        return health.botToken() instanceof TokenState.Held(var _, Instant end)
                ? Math.max(0, Duration.between(clock.instant(), end).toSeconds())
                : 0;
    }
}
