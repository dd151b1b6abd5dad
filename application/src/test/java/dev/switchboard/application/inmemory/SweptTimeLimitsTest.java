package dev.switchboard.application.inmemory;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.TimeLimitsContract;
import java.time.Duration;
import java.time.Instant;

class SweptTimeLimitsTest implements TimeLimitsContract {

    @Override
    public TimeLimits limits(MutableClock clock, FakeTimer timer) {
        Instant begin = clock.instant();
        return new SweptTimeLimits(
                timer, clock, () -> Duration.between(begin, clock.instant()).toNanos());
    }
}
