package dev.switchboard.application.port.in.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells how much this hub does: a point every [#STEP], of the last three hours, since its start.
public interface WatchPace {

    Duration STEP = Duration.ofSeconds(15);

    /// Returns the points of since then, the oldest first. Never blocks.
    List<Point> since(Instant from);

    /// Tells a watcher each further point. Never blocks, and neither may the watcher, which must
    /// not call the port.
    ///
    /// @return ends it
    Runnable watch(Consumer<Point> watcher);

    /// The work of the step that ended `at`.
    ///
    /// @param accepted messages, without repeats
    /// @param delivered deliveries that a target took
    /// @param parked deliveries that were given up
    /// @param pending deliveries that waited at the end of the step
    /// @param p95Ms 95 of a hundred of `delivered` took no longer since their message was accepted
    ///   or sent again: a bound of the histogram, the last one for all that took longer; null if
    ///   there were none
    record Point(
            Instant at,
            long accepted,
            long delivered,
            long parked,
            long pending,
            @Nullable Long p95Ms) {}
}
