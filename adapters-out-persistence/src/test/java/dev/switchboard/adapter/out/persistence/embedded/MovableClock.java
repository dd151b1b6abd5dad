package dev.switchboard.adapter.out.persistence.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Stands still until it is moved. For one thread at a time.
final class MovableClock extends Clock {

    private volatile Instant now;
    private volatile Duration perReading = Duration.ZERO;

    MovableClock(Instant now) {
        this.now = now;
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    /// Moves from now on by itself each time it is read.
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
