package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Counts the calls between hubs for Prometheus. A hub that is alone has the meters, too, so that
/// the same alerts fit both.
final class PeerMeters implements PeerTelemetry {

    private final Map<Result, Counter> forwarded = new EnumMap<>(Result.class);
    private final Timer took;
    private final Counter refused;

    PeerMeters(MeterRegistry registry) {
        for (Result result : Result.values()) {
            forwarded.put(
                    result,
                    Counter.builder("switchboard.cluster.forwarded")
                            .description("Calls that went to the hub that owns what they are about")
                            .tag("result", MicrometerTelemetry.label(result))
                            .register(registry));
        }
        this.took =
                Timer.builder("switchboard.cluster.forward")
                        .description("Time of these calls, from the first try to the result")
                        .serviceLevelObjectives(Buckets.OF_A_CALL)
                        .register(registry);
        this.refused =
                Counter.builder("switchboard.cluster.refused")
                        .description("Calls to the port for hubs without the proof of a hub")
                        .register(registry);
    }

    @Override
    public void forwarded(Result result, Duration duration) {
        Objects.requireNonNull(forwarded.get(result)).increment();
        took.record(duration);
    }

    @Override
    public void refused() {
        refused.increment();
    }
}
