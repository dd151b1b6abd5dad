package dev.switchboard.bootstrap.faults.sabotage;

import java.time.Clock;
import java.time.Duration;

/// The hub's clock is an hour ahead of all others.
public final class RunsAhead implements Saboteur {

    @Override
    public Clock replace(Clock clock) {
        return Clock.offset(clock, Duration.ofHours(1));
    }
}
