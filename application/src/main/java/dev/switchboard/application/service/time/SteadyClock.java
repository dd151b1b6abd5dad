package dev.switchboard.application.service.time;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// Makes clocks that do not jump when the machine's clock is set. They begin with its time and
/// count on by themselves. They tell how long something has lasted; what time it is, another clock
/// tells.
public final class SteadyClock {

    private SteadyClock() {}

    /// @param nanoTime a monotonic clock, in nanoseconds
    public static Clock startingAt(Instant start, LongSupplier nanoTime) {
        long began = nanoTime.getAsLong();
        InstantSource steady = () -> start.plusNanos(nanoTime.getAsLong() - began);
        return steady.withZone(ZoneOffset.UTC);
    }
}
