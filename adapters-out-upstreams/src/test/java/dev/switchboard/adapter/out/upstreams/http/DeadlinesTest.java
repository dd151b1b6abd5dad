package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Instant begin = clock.instant();
    private final Deadlines deadlines =
            new Deadlines(
                    Duration.ofSeconds(15),
                    clock,
                    () -> Duration.between(begin, clock.instant()).toNanos(),
                    timer,
                    Runnable::run);
    private final List<String> cut = new ArrayList<>();

    private Cancellable call(String name) {
        return () -> cut.add(name);
    }

    @Test
    void cutsACallAtItsDeadline() {
        deadlines.start(call("slow"));

        clock.advance(Duration.ofMillis(14_999));
        assertThat(cut).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(cut).containsExactly("slow");
    }

    @Test
    void leavesFinishedCallsAlone() {
        Cancellable quick = call("quick");
        deadlines.start(quick);
        deadlines.finish(quick);

        clock.advance(Duration.ofMinutes(1));

        assertThat(cut).isEmpty();
    }

    @Test
    void givesEachCallItsWholeTime() {
        deadlines.start(call("first"));
        clock.advance(Duration.ofSeconds(10));
        deadlines.start(call("second"));

        clock.advance(Duration.ofSeconds(5));
        assertThat(cut).containsExactly("first");

        clock.advance(Duration.ofSeconds(9));
        assertThat(cut).containsExactly("first");

        clock.advance(Duration.ofSeconds(1));
        assertThat(cut).containsExactly("first", "second");
    }

    @Test
    void beginsAnewAfterAllWereCut() {
        deadlines.start(call("first"));
        clock.advance(Duration.ofMinutes(1));

        deadlines.start(call("second"));
        clock.advance(Duration.ofSeconds(15));

        assertThat(cut).containsExactly("first", "second");
    }

    @Test
    void waitsWithOneTimerTaskForAllCalls() {
        for (int i = 0; i < 100; i++) {
            Cancellable call = call("call " + i);
            deadlines.start(call);
            deadlines.finish(call);
        }

        clock.advance(Duration.ofSeconds(15));

        assertThat(timer.nextDue()).isEmpty();
    }
}
