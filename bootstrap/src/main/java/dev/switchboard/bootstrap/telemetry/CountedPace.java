package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.service.health.PaceKeeper.Totals;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Reads from the meters what [MicrometerTelemetry] counts anyway.
record CountedPace(MeterRegistry registry, WatchLanes lanes) implements Supplier<Totals> {

    @Override
    public Totals get() {
        Collection<Timer> delivered = registry.find("switchboard.delivered").timers();
        return new Totals(
                registry.find("switchboard.accepted").tag("repeated", "false").timers().stream()
                        .mapToLong(Timer::count)
                        .sum(),
                delivered.stream().mapToLong(Timer::count).sum(),
                registry.find("switchboard.parked").counters().stream()
                        .mapToLong(counter -> (long) counter.count())
                        .sum(),
                lanes.load().pending().values().stream().mapToLong(Number::longValue).sum(),
                within(delivered));
    }

    private static SortedMap<Duration, Long> within(Collection<Timer> timers) {
        SortedMap<Duration, Long> within = new TreeMap<>();
        for (Timer timer : timers) {
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                double millis = bucket.bucket(TimeUnit.MILLISECONDS);
                if (Double.isFinite(millis)) {
                    Duration bound = Duration.ofMillis(Math.round(millis));
                    within.merge(bound, Math.round(bucket.count()), Long::sum);
                }
            }
        }
        return within;
    }
}
