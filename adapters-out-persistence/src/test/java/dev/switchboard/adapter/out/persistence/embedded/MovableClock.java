package dev.switchboard.adapter.out.persistence.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is moved, for one thread at a time.
final class MovableClock extends Clock {

    private volatile Instant now;
    private volatile Duration perReading = Duration.ZERO;

    MovableClock(Instant now) {
        this.now = now;
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    /// From now on each reading advances the clock.
    void moveWithEachReading(Duration by) {
        perReading = by;
    }

    @Override
    public Instant instant() {
        move(perReading);
        return now;
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
