package dev.switchboard.application.service.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private static final Duration MOMENT = Later.MOMENT;

    private final MutableClock clock = new MutableClock(Seed.NOW);
    private final List<Set<String>> done = new ArrayList<>();
    private final Coalescer<String> coalescer =
            new Later(new FakeTimer(clock), Runnable::run, clock).together(done::add);

    @Test
    void doesAMomentLaterAllThatWasAskedForOnce() {
        coalescer.add("a");
        clock.advance(MOMENT.dividedBy(2));
        coalescer.add("b");
        coalescer.add("a");
        assertThat(done).isEmpty();

        clock.advance(MOMENT.dividedBy(2));

        assertThat(done).containsExactly(Set.of("a", "b"));
    }

    @Test
    void doesAgainWhatIsAskedForAfterThat() {
        coalescer.add("a");
        clock.advance(MOMENT);
        coalescer.add("a");
        clock.advance(MOMENT);

        assertThat(done).containsExactly(Set.of("a"), Set.of("a"));
    }

    @Test
    void doesAtOnceWhatIsWaitedForAndNothingTwice() {
        coalescer.add("a");

        coalescer.flush();
        clock.advance(MOMENT);

        assertThat(done).containsExactly(Set.of("a"));
    }

    @Test
    void goesOnAfterWorkThatFailed() {
        Coalescer<String> failing =
                new Later(new FakeTimer(clock), CoalescerTest::caught, clock)
                        .together(all -> {
                            done.add(all);
                            throw new IllegalStateException("a bug");
                        });
        failing.add("a");
        clock.advance(MOMENT);
        failing.add("b");
        clock.advance(MOMENT);

        assertThat(done).containsExactly(Set.of("a"), Set.of("b"));
    }

    /// Ends a worker's thread with its exception; the others go on.
    private static void caught(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException _) {
            // the worker's thread would end here
        }
    }
}
