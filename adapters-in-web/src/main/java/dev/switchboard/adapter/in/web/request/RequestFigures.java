package dev.switchboard.adapter.in.web.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Measures the duration of requests by method, route and status: `http.server.requests`, named as
/// by the framework, which would observe a dozen steps of each request to measure the same. A timer
/// is found without allocations.
final class RequestFigures {

    private static final int STATUSES = 600;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// The bounds, from a write to the disk to the longest wait for a channel.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<String, Map<String, AtomicReferenceArray<Timer>>> timers =
            new ConcurrentHashMap<>();

    RequestFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /// @param route the pattern of a route, or a word for none: there are few
    void record(String method, String route, int status, Duration took) {
        Map<String, AtomicReferenceArray<Timer>> methods = timers.get(route);
        if (methods == null) {
            methods = timers.computeIfAbsent(route, _ -> new ConcurrentHashMap<>());
        }
        // callers may invent methods
        String known = METHODS.contains(method) ? method : "OTHER";
        AtomicReferenceArray<Timer> statuses = methods.get(known);
        if (statuses == null) {
            statuses = methods.computeIfAbsent(known, _ -> new AtomicReferenceArray<>(STATUSES));
        }
        int index = Math.clamp(status, 0, STATUSES - 1);
        Timer timer = statuses.get(index);
        if (timer == null) {
            timer = timer(known, route, index);
            statuses.set(index, timer);
        }
        timer.record(took);
    }

    private Timer timer(String method, String route, int status) {
        return Timer.builder("http.server.requests")
                .description("Time from a request to its answer")
                .tag("method", method)
                .tag("uri", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
