package dev.switchboard.application.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A clock that stands still until its test advances it. On the way it stops at each due time of a
/// [FakeTimer]. It can be set, too, as a machine's clock is.
public final class MutableClock extends Clock {
    private final List<FakeTimer> timers = new CopyOnWriteArrayList<>();
    private volatile Instant now;
    private volatile Duration ahead = Duration.ZERO;

    /// Stands at [Seed#NOW].
    public MutableClock() {
        this(Seed.NOW);
    }

    public MutableClock(Instant start) {
        this.now = start;
    }

    /// Advances the clock. Due tasks run on this thread, in order, each at its own time.
    public void advance(Duration duration) {
        Instant end = now.plus(duration);
        Optional<Instant> stop = nextStop(end);
        while (stop.isPresent()) {
            now = stop.get().isAfter(now) ? stop.get() : now;
            timers.forEach(FakeTimer::runDue);
            stop = nextStop(end);
        }
        now = end;
    }

    /// Sets the clock ahead, or back if negative. No time passes: nothing becomes due.
    public void set(Duration difference) {
        ahead = ahead.plus(difference);
    }

    /// A clock that goes with this one and that nobody sets.
    public Clock steady() {
        InstantSource steady = () -> now;
        return steady.withZone(ZoneOffset.UTC);
    }

    /// The time of the steady clock at which this one, as it is set now, shows `time`.
    Instant steadily(Instant time) {
        return time.minus(ahead);
    }

    private Optional<Instant> nextStop(Instant end) {
        return timers.stream()
                .flatMap(timer -> timer.nextDue().stream())
                .filter(due -> !due.isAfter(end))
                .min(Instant::compareTo);
    }

    void stopsFor(FakeTimer timer) {
        timers.add(timer);
    }

    @Override
    public Instant instant() {
        return now.plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
