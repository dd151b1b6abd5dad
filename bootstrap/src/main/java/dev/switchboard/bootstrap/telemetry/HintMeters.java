package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts the hints between hubs for Prometheus. A hub that is alone has the meters, too, so that
/// the same alerts fit both.
final class HintMeters implements HintTelemetry {

    private final Counter published;
    private final Counter heard;
    private final Counter refused;
    private final Counter missed;

    HintMeters(MeterRegistry registry) {
        this.published =
                counter(registry, "published", "Events that this hub told the others in a hint");
        this.heard = counter(registry, "heard", "Events that another hub told this one in a hint");
        this.refused =
                counter(
                        registry,
                        "refused",
                        "Hints that no hub of this database made, or that this one does not understand");
        this.missed =
                counter(
                        registry,
                        "missed",
                        "Conversations with messages in the store of which no hint had told");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("switchboard.cluster.hints." + name)
                .description(description)
                .register(registry);
    }

    @Override
    public void published() {
        published.increment();
    }

    @Override
    public void heard() {
        heard.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void missed() {
        missed.increment();
    }
}
