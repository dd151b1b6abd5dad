package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;

class EgressRuntimeTest {

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Instant begin = clock.instant();
    private final List<Runnable> handedOver = new ArrayList<>();
    private final EgressRuntime runtime =
            new EgressRuntime(
                    clock,
                    timer,
                    handedOver::add,
                    new SweptTimeLimits(
                            timer,
                            clock,
                            () -> Duration.between(begin, clock.instant()).toNanos()));
    private final TimeLimit<Cancellable> deadlines = runtime.cutting(Duration.ofSeconds(15));
    private final List<String> cut = new ArrayList<>();

    @Test
    void cutsAnOverdueCallButNotOnTheTimersThread() {
        deadlines.start(() -> cut.add("slow"));

        clock.advance(Duration.ofMillis(14_999));
        assertThat(handedOver).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(cut).isEmpty();
        handedOver.forEach(Runnable::run);
        assertThat(cut).containsExactly("slow");
    }
}
