package dev.switchboard.application.service.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// This hub's right to its partitions. A beat that succeeds gives it for 8 s, counted from the
/// beginning of that beat. Others take the partitions 11 s after they saw the last beat, so a call
/// of the store that begins under the right ends, after 2 s at most, before they do.
///
/// The time is taken by two clocks of this machine, and the one that says more counts: a monotonic
/// clock may stand still while a virtual machine is suspended, and a wall clock may be set back. If
/// they have moved apart too far, the right ends as well. Clocks of two machines are never
/// compared.
class Right {

    static final Duration LENGTH = Duration.ofSeconds(8);
    static final Duration APART = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final Clock clock;
    private final AtomicReference<@Nullable Moment> beat = new AtomicReference<>();

    Right(LongSupplier nanoTime, Clock clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /// One moment by both clocks.
    record Moment(long nanos, long millis) {}

    Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.millis());
    }

    /// @param began when the beat began that has succeeded
    void renew(Moment began) {
        beat.set(began);
    }

    void end() {
        beat.set(null);
    }

    /// Returns the time at which the beat began that gave it, by the wall clock; null after [#end].
    @Nullable Instant since() {
        Moment began = beat.get();
        return began == null ? null : Instant.ofEpochMilli(began.millis());
    }

    boolean stands() {
        Moment began = beat.get();
        if (began == null) {
            return false;
        }
        long steady = (nanoTime.getAsLong() - began.nanos()) / 1_000_000;
        long wall = clock.millis() - began.millis();
        return Math.max(steady, wall) < LENGTH.toMillis()
                && Math.abs(steady - wall) <= APART.toMillis();
    }
}
