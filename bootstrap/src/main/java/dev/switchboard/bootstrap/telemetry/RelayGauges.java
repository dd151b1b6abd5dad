package dev.switchboard.bootstrap.telemetry;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.delivery.WatchLanes.Load;
import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.application.service.delivery.ParkedCounts;
import dev.switchboard.application.service.delivery.ParkedCounts.Figure;
import dev.switchboard.domain.delivery.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Shows running lanes, parked deliveries, unavailable targets and tenants' queues.
///
/// A target is named only while it is unavailable, and at most [#MOST_NAMED] are named, so that the
/// number of series stays small however many channels there are.
public final class RelayGauges {

    private static final int MOST_NAMED = 50;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final MeterRegistry registry;
    private final WatchLanes lanes;
    private final ParkedCounts parked;
    private final Supplier<List<QueueFigure>> queues;
    private final Clock clock;
    private final MultiGauge parkedNumbers;
    private final MultiGauge parkedAges;
    private final MultiGauge circuits;
    private final MultiGauge failures;
    private final MultiGauge queued;
    private final MultiGauge queuedAges;
    private volatile @Nullable Seen seen;
    private volatile Map<Target, TargetOutage> named = Map.of();

    RelayGauges(
            MeterRegistry registry,
            WatchLanes lanes,
            ParkedCounts parked,
            Supplier<List<QueueFigure>> queues,
            Clock clock) {
        this.registry = registry;
        this.lanes = lanes;
        this.parked = parked;
        this.queues = queues;
        this.clock = clock;
        this.parkedNumbers = rows("parked.deliveries", "Deliveries that are parked", null);
        this.parkedAges = rows("parked.age", "Time since the oldest of them was parked", "seconds");
        this.circuits =
                rows("circuit", "The circuit of a target: 0 closed, 1 half open, 2 open", null);
        this.failures = rows("target.failures", "Outages in a row of a target", null);
        this.queued = rows("handoffs.queued", "Customers waiting for an agent", null);
        this.queuedAges =
                rows("handoffs.queued.age", "Waiting time of the first of them", "seconds");
        gauge("lanes", "Lanes that have work", null, load -> load.load().lanes());
        gauge(
                "lanes.waiting",
                "Lanes that wait for a retry, an absent target or the store",
                null,
                load -> load.load().waiting());
        gauge("lanes.age", "Age of the oldest delivery in the lanes", "seconds", this::oldestAge);
        gauge(
                "sweep.stalled",
                "Time since the sweep for work without a lane last made progress",
                "seconds",
                it -> age(it.load().sweepStalledSince()));
        for (Target.Kind kind : Target.Kind.values()) {
            ofKind("pending", "Deliveries that are pending", null, kind, it -> it.pending(kind));
            ofKind(
                    "pending.age",
                    "Age of the oldest delivery in the lanes",
                    "seconds",
                    kind,
                    it -> age(it.load().oldest().get(kind)));
            ofKind(
                    "circuits.open",
                    "Targets whose circuit is not closed",
                    null,
                    kind,
                    it -> it.open(kind));
        }
        refresh();
    }

    /// One snapshot: a scrape reads two dozen gauges, and there may be thousands of lanes.
    private record Seen(
            Load load, List<TargetOutage> outages, Map<Tags, QueueFigure> queues, Instant at) {

        double pending(Target.Kind kind) {
            return load.pending().entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        double open(Target.Kind kind) {
            return outages.stream()
                    .filter(it -> it.target().kind() == kind && level(it) > 0)
                    .count();
        }
    }

    private Seen look() {
        Seen last = seen;
        Instant now = clock.instant();
        if (last == null || !now.isBefore(last.at().plus(FRESH))) {
            Map<Tags, QueueFigure> labelled =
                    queues.get().stream()
                            .collect(toUnmodifiableMap(RelayGauges::labels, Function.identity()));
            last = new Seen(lanes.load(), lanes.outages(), labelled, now);
            seen = last;
        }
        return last;
    }

    private double oldestAge(Seen now) {
        Collection<Instant> oldest = now.load().oldest().values();
        return oldest.stream().mapToDouble(this::age).max().orElse(0);
    }

    private double age(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private static int level(TargetOutage trouble) {
        return switch (trouble.circuit().state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /// Updates the set of rows. Called periodically.
    ///
    /// A row that stays is left alone and looks up its own value. If a row were removed and added
    /// again, a scrape could see it twice and would fail as a whole.
    public void refresh() {
        named =
                lanes.outages().stream()
                        .limit(MOST_NAMED)
                        .collect(toUnmodifiableMap(TargetOutage::target, Function.identity()));
        register(parkedNumbers, parked::counted, RelayGauges::labels, Figure::number);
        register(parkedAges, parked::counted, RelayGauges::labels, it -> age(it.oldest()));
        register(circuits, () -> named, RelayGauges::labels, RelayGauges::level);
        register(failures, () -> named, RelayGauges::labels, it -> it.circuit().failures());
        register(queued, () -> look().queues(), Function.identity(), QueueFigure::waiting);
        register(queuedAges, () -> look().queues(), Function.identity(), it -> age(it.oldest()));
    }

    private static <K, V> void register(
            MultiGauge gauge,
            Supplier<Map<K, V>> rows,
            Function<K, Tags> labels,
            ToDoubleFunction<V> figure) {
        ToDoubleFunction<K> lookedUp =
                key -> {
                    V row = rows.get().get(key);
                    return row == null ? 0 : figure.applyAsDouble(row);
                };
        gauge.register(
                rows.get().keySet().stream()
                        .map(key -> Row.of(labels.apply(key), key, lookedUp))
                        .toList(),
                false);
    }

    private static Tags labels(ParkedCounts.Kind kind) {
        return Tags.of(
                "target", MicrometerTelemetry.label(kind.target()), "reason", kind.reason().code());
    }

    private static Tags labels(Target target) {
        return Tags.of("target", target.toString());
    }

    private static Tags labels(QueueFigure figure) {
        return Tags.of("tenant", figure.tenant().value(), "queue", figure.queue().value());
    }

    private MultiGauge rows(String name, String description, @Nullable String unit) {
        return MultiGauge.builder("switchboard." + name)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void gauge(
            String name, String description, @Nullable String unit, ToDoubleFunction<Seen> value) {
        Gauge.builder("switchboard." + name, this, gauges -> value.applyAsDouble(gauges.look()))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void ofKind(
            String name,
            String description,
            @Nullable String unit,
            Target.Kind kind,
            ToDoubleFunction<Seen> value) {
        Gauge.builder("switchboard." + name, this, gauges -> value.applyAsDouble(gauges.look()))
                .description(description)
                .baseUnit(unit)
                .tag("target", MicrometerTelemetry.label(kind))
                .register(registry);
    }
}
