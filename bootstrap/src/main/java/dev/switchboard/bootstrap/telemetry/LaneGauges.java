package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.delivery.WatchLanes.Load;
import dev.switchboard.domain.delivery.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// Shows how busy the lanes are.
record LaneGauges(WatchLanes lanes, Clock clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("switchboard.lanes", lanes, watch -> watch.load().lanes())
                .description("lanes that have work")
                .register(registry);
        Gauge.builder("switchboard.lanes.waiting", lanes, watch -> watch.load().waiting())
                .description("lanes that wait for a retry, an absent target or the store")
                .register(registry);
        Gauge.builder("switchboard.lanes.age", this, gauges -> gauges.age(lanes.load()))
                .description("age of the oldest delivery at hand")
                .baseUnit("seconds")
                .register(registry);
        for (Target.Kind kind : Target.Kind.values()) {
            Gauge.builder("switchboard.pending", lanes, watch -> pending(watch.load(), kind))
                    .description("deliveries that are pending")
                    .tag("target", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private double age(Load load) {
        Instant oldest = load.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private static double pending(Load load, Target.Kind kind) {
        return load.pending().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
