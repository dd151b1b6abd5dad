package dev.switchboard.application.port.out.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [TimeLimits].
public interface TimeLimitsContract {

    Duration TWO_SECONDS = Duration.ofSeconds(2);

    /// Limits that use this clock and timer.
    TimeLimits limits(MutableClock clock, FakeTimer timer);

    /// A limit of two seconds in a time of its own.
    record Case(MutableClock clock, FakeTimer timer, List<String> over, TimeLimit<String> limit) {}

    private Case fresh() {
        MutableClock clock = new MutableClock();
        FakeTimer timer = new FakeTimer(clock);
        List<String> over = new ArrayList<>();
        return new Case(clock, timer, over, limits(clock, timer).of(TWO_SECONDS, over::add));
    }

    @Test
    default void endWhatReachesTheLimit() {
        Case fresh = fresh();
        fresh.limit().start("slow");

        fresh.clock().advance(TWO_SECONDS.minusMillis(1));
        assertThat(fresh.over()).isEmpty();

        fresh.clock().advance(Duration.ofMillis(1));
        assertThat(fresh.over()).containsExactly("slow");
    }

    @Test
    default void leaveAloneWhatEndedByItself() {
        Case fresh = fresh();
        fresh.limit().start("quick");
        fresh.limit().finish("quick");

        fresh.clock().advance(Duration.ofMinutes(1));

        assertThat(fresh.over()).isEmpty();
    }

    @Test
    default void giveEachThingItsWholeTime() {
        Case fresh = fresh();
        fresh.limit().start("first");
        fresh.clock().advance(Duration.ofSeconds(1));
        fresh.limit().start("second");

        fresh.clock().advance(Duration.ofSeconds(1));
        assertThat(fresh.over()).containsExactly("first");

        fresh.clock().advance(Duration.ofSeconds(1));
        assertThat(fresh.over()).containsExactly("first", "second");
    }

    @Test
    default void beginAnewAfterAllEnded() {
        Case fresh = fresh();
        fresh.limit().start("first");
        fresh.clock().advance(Duration.ofMinutes(1));

        fresh.limit().start("second");
        fresh.clock().advance(TWO_SECONDS);

        assertThat(fresh.over()).containsExactly("first", "second");
    }

    @Test
    default void waitWithOneTaskForAllThings() {
        Case fresh = fresh();
        List<String> many = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        many.forEach(fresh.limit()::start);
        many.forEach(fresh.limit()::finish);

        fresh.clock().advance(TWO_SECONDS);

        assertThat(fresh.timer().nextDue()).isEmpty();
    }
}
