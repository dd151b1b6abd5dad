package dev.switchboard.adapter.in.socket.cti;

import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.WatcherTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts connections, subscriptions and refusals. No label and no log line contains client data.
final class CtiMetrics implements Board.Figures, WatcherTally {

    private static final Logger LOG = LoggerFactory.getLogger(CtiMetrics.class);
    private static final String NAME = "switchboard.cti.";

    private final Map<CtiEndpoint, AtomicInteger> open = new EnumMap<>(CtiEndpoint.class);
    private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
    private final Map<ConnectionEnd, Counter> ended = new EnumMap<>(ConnectionEnd.class);
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Counter changes;
    private final Counter turnedAway;
    private final Timer fanOut;

    CtiMetrics(MeterRegistry registry) {
        for (CtiEndpoint ctiEndpoint : CtiEndpoint.values()) {
            AtomicInteger count = new AtomicInteger();
            Gauge.builder(NAME + "connections", count, AtomicInteger::get)
                    .description("Open connections of watchers")
                    .tag("endpoint", label(ctiEndpoint))
                    .register(registry);
            open.put(ctiEndpoint, count);
        }
        Gauge.builder(NAME + "subscriptions", subscriptions, AtomicInteger::get)
                .description("Subscriptions of these connections")
                .register(registry);
        for (ErrorCode code : ErrorCode.values()) {
            refused.put(
                    code,
                    Counter.builder(NAME + "refused")
                            .description("Frames and connections that were refused")
                            .tag("code", label(code))
                            .register(registry));
        }
        for (ConnectionEnd why : ConnectionEnd.values()) {
            ended.put(
                    why,
                    Counter.builder(NAME + "ended")
                            .description("Connections that the hub ended without an error")
                            .tag("why", label(why))
                            .register(registry));
        }
        this.changes =
                Counter.builder(NAME + "changes")
                        .description("Changes of presence and of unread counts for watchers")
                        .register(registry);
        this.turnedAway =
                Counter.builder(NAME + "turned.away")
                        .description("Requests that did not become a connection")
                        .register(registry);
        this.fanOut =
                Timer.builder(NAME + "fan.out")
                        .description(
                                "Time from the oldest change of a round until all watchers have it")
                        .serviceLevelObjectives(
                                Duration.ofMillis(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500))
                        .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Every constant has an entry.
    private static <K, V> V of(Map<K, V> each, K constant) {
        return requireNonNull(each.get(constant));
    }

    /// Counts a request that did not become a connection.
    void turnedAway(CtiEndpoint ctiEndpoint, int status) {
        turnedAway.increment();
        LOG.info("Refused a client at {}: {}", ctiEndpoint.path(), status);
    }

    void opened(CtiEndpoint ctiEndpoint) {
        of(open, ctiEndpoint).incrementAndGet();
    }

    void closed(CtiEndpoint ctiEndpoint) {
        of(open, ctiEndpoint).decrementAndGet();
    }

    @Override
    public Map<String, Integer> connections() {
        return open.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                each -> each.getKey().path(), each -> each.getValue().get()));
    }

    @Override
    public int subscriptions() {
        return subscriptions.get();
    }

    void subscribed(int more) {
        subscriptions.addAndGet(more);
    }

    @Override
    public void changed() {
        changes.increment();
    }

    @Override
    public void toldWithin(long nanos) {
        fanOut.record(nanos, TimeUnit.NANOSECONDS);
    }

    void ended(ConnectionEnd why) {
        of(ended, why).increment();
        if (why == ConnectionEnd.SLOW) {
            LOG.info("Closed a connection that reads too slowly");
        }
    }

    /// @param ends whether the error ends the connection; other errors are everyday events
    void refused(CtiEndpoint ctiEndpoint, ErrorCode code, boolean ends) {
        of(refused, code).increment();
        if (ends) {
            LOG.info("Closed a connection at {}: {}", ctiEndpoint.path(), code);
        } else {
            LOG.debug("Refused a frame at {}: {}", ctiEndpoint.path(), code);
        }
    }
}
