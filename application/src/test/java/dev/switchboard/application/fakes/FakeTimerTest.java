package dev.switchboard.application.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeTimerTest {
    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final List<Instant> runs = new ArrayList<>();

    @Test
    void runsTasksInOrderAtTheirOwnTimes() {
        Instant start = clock.instant();
        timer.at(start.plusSeconds(5), this::run);
        timer.at(start.plusSeconds(1), this::run);

        clock.advance(Duration.ofSeconds(10));

        assertThat(runs).containsExactly(start.plusSeconds(1), start.plusSeconds(5));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(10));
    }

    @Test
    void runsATaskThatATaskAskedFor() {
        Instant start = clock.instant();
        timer.at(start.plusSeconds(1), () -> timer.at(start.plusSeconds(2), this::run));

        clock.advance(Duration.ofSeconds(2));

        assertThat(runs).containsExactly(start.plusSeconds(2));
    }

    @Test
    void runsADueTaskWhenTimeMovesByNothing() {
        timer.at(clock.instant().minusSeconds(1), this::run);
        assertThat(runs).isEmpty();

        clock.advance(Duration.ZERO);

        assertThat(runs).containsExactly(clock.instant());
    }

    @Test
    void runsNothingEarly() {
        timer.at(clock.instant().plusSeconds(1), this::run);

        clock.advance(Duration.ofMillis(999));

        assertThat(runs).isEmpty();
        assertThat(timer.nextDue()).contains(clock.instant().plusMillis(1));
    }

    private void run() {
        runs.add(clock.instant());
    }
}
