package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WriteDeadlinesTest {

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Instant begin = clock.instant();
    private final WriteDeadlines deadlines =
            new WriteDeadlines(
                    Duration.ofSeconds(2),
                    clock,
                    () -> Duration.between(begin, clock.instant()).toNanos(),
                    timer);

    private PendingWrite<Integer> started() {
        PendingWrite<Integer> write = new PendingWrite<>(_ -> 1);
        deadlines.start(write);
        return write;
    }

    @Test
    void failsAWriteAtItsDeadline() {
        PendingWrite<Integer> write = started();

        clock.advance(Duration.ofMillis(1_999));
        assertThat(write.outcome()).isNotDone();

        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(write.outcome()::join)
                .hasCauseInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void leavesFinishedWritesAlone() {
        PendingWrite<Integer> write = started();
        deadlines.finish(write);

        clock.advance(Duration.ofMinutes(1));

        assertThat(write.outcome()).isNotDone();
    }

    @Test
    void givesEachWriteItsWholeTime() {
        PendingWrite<Integer> first = started();
        clock.advance(Duration.ofSeconds(1));
        PendingWrite<Integer> second = started();

        clock.advance(Duration.ofSeconds(1));
        assertThat(first.outcome()).isCompletedExceptionally();
        assertThat(second.outcome()).isNotDone();

        clock.advance(Duration.ofSeconds(1));
        assertThat(second.outcome()).isCompletedExceptionally();
    }

    @Test
    void beginsAnewAfterAllHaveFailed() {
        started();
        clock.advance(Duration.ofMinutes(1));

        PendingWrite<Integer> later = started();
        clock.advance(Duration.ofSeconds(2));

        assertThat(later.outcome()).isCompletedExceptionally();
    }

    @Test
    void waitsWithOneTimerTaskForAllWrites() {
        Stream.generate(this::started).limit(100).toList().forEach(deadlines::finish);

        clock.advance(Duration.ofSeconds(2));

        assertThat(timer.nextDue()).isEmpty();
    }
}
