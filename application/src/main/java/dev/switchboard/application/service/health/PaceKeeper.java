package dev.switchboard.application.service.health;

import dev.switchboard.application.port.in.health.WatchPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps points in memory, each the difference of two looks at what the hub counts anyway.
public final class PaceKeeper implements WatchPace {

    /// Three hours of points.
    private static final int MOST = 720;

    private static final double NEARLY_ALL = 0.95;

    private final Supplier<Totals> totals;
    private final Clock clock;
    private final Deque<Point> points = new ArrayDeque<>();
    private final List<Consumer<Point>> watchers = new ArrayList<>();
    private final AtomicReference<@Nullable Totals> last = new AtomicReference<>();

    public PaceKeeper(Supplier<Totals> totals, Clock clock) {
        this.totals = totals;
        this.clock = clock;
    }

    /// The counts since the start.
    ///
    /// @param pending deliveries that wait now
    /// @param within how many of `delivered` took no longer than each bound
    public record Totals(
            long accepted,
            long delivered,
            long parked,
            long pending,
            SortedMap<Duration, Long> within) {}

    /// Ends a step. One caller calls it each [#STEP].
    public void look() {
        tell(totals.get(), clock.instant());
    }

    private synchronized void tell(Totals now, Instant at) {
        Totals before = last.getAndSet(now);
        if (before == null) {
            return;
        }
        Point point =
                new Point(
                        at,
                        now.accepted() - before.accepted(),
                        now.delivered() - before.delivered(),
                        now.parked() - before.parked(),
                        now.pending(),
                        nearlyAll(before, now));
        points.addLast(point);
        if (points.size() > MOST) {
            points.removeFirst();
        }
        watchers.forEach(watcher -> watcher.accept(point));
    }

    /// @return the least bound within which nearly all were, in ms; the last one if there is none
    private static @Nullable Long nearlyAll(Totals before, Totals now) {
        long all = now.delivered() - before.delivered();
        if (all <= 0 || now.within().isEmpty()) {
            return null;
        }
        return now.within().entrySet().stream()
                .filter(bound -> isReached(bound.getKey(), before, now, all))
                .findFirst()
                .map(bound -> bound.getKey().toMillis())
                .orElseGet(() -> now.within().lastKey().toMillis());
    }

    private static boolean isReached(Duration bound, Totals before, Totals now, long all) {
        long within =
                now.within().getOrDefault(bound, 0L) - before.within().getOrDefault(bound, 0L);
        return within >= NEARLY_ALL * all;
    }

    @Override
    public synchronized List<Point> since(Instant from) {
        return points.stream().filter(point -> !point.at().isBefore(from)).toList();
    }

    @Override
    public synchronized Runnable watch(Consumer<Point> watcher) {
        watchers.add(watcher);
        return () -> leave(watcher);
    }

    private synchronized void leave(Consumer<Point> watcher) {
        watchers.remove(watcher);
    }
}
