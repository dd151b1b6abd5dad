package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneReadsTest {

    private static final Target TEAMS = new Target(Target.Kind.CHANNEL, "teams");

    private final MutableClock clock = new MutableClock();
    private final LaneReads reads = new LaneReads(clock);
    private final List<String> called = new ArrayList<>();

    private record Lane(String name, Target target, List<String> called)
            implements LaneReads.Reader {
        @Override
        public void mayRead() {
            called.add(name);
        }
    }

    private Lane lane(String name, Target target) {
        return new Lane(name, target, called);
    }

    /// How many may read at once. All of them do so.
    private int enter(int lanes) {
        return (int)
                IntStream.range(0, lanes)
                        .filter(i -> reads.enter(lane("s" + i, Seed.SLACK)))
                        .count();
    }

    @Test
    void letsTargetsTakeTurns() {
        enter(8);
        reads.enter(lane("slack-1", Seed.SLACK));
        reads.enter(lane("slack-2", Seed.SLACK));
        reads.enter(lane("slack-3", Seed.SLACK));
        reads.enter(lane("teams-1", TEAMS));

        IntStream.range(0, 4).forEach(_ -> reads.pass());

        assertThat(called).containsExactly("slack-1", "teams-1", "slack-2", "slack-3");
    }

    @Test
    void letsEachLaneStandInLineOnce() {
        enter(8);
        Lane lane = lane("slack", Seed.SLACK);
        reads.enter(lane);
        reads.enter(lane);

        reads.pass();
        reads.pass();

        assertThat(called).containsExactly("slack");
    }

    @Test
    void letsMoreReadWhileTheStoreAnswersSoonAndNeverMoreThanItBears() {
        assertThat(enter(100)).isEqualTo(8);

        IntStream.range(0, 92).forEach(_ -> reads.succeeded(clock.instant()));
        called.clear();
        enter(100);
        IntStream.range(0, 8).forEach(_ -> reads.succeeded(clock.instant()));

        assertThat(called).hasSizeBetween(1, 64);
    }

    @Test
    void letsFewerReadWhenTheyTakeLongerForThat() {
        Instant began = clock.instant();
        enter(20);
        clock.advance(Duration.ofMillis(300));
        reads.succeeded(began);
        called.clear();
        clock.advance(Duration.ofMillis(400));

        IntStream.range(0, 5).forEach(_ -> reads.succeeded(began));

        assertThat(called).isEmpty();
    }

    /// The store may be busy with many short reads at once.
    @Test
    void letsMoreReadAlsoFromAStoreThatIsAlwaysSlow() {
        Instant began = clock.instant();
        enter(40);
        clock.advance(Duration.ofMillis(900));

        IntStream.range(0, 8).forEach(_ -> reads.succeeded(began));

        assertThat(called).hasSize(16);
    }

    @Test
    void letsOneReadAtATimeAfterManyFailures() {
        enter(20);

        IntStream.range(0, 8).forEach(_ -> reads.failed());

        assertThat(called).hasSize(1);
        reads.succeeded(clock.instant());
        assertThat(called).hasSize(3);
    }

    @Test
    void tellsSinceWhenNoReadSucceeded() {
        enter(3);
        Instant first = clock.instant();
        reads.failed();
        clock.advance(Duration.ofSeconds(5));
        reads.failed();

        assertThat(reads.failingSince()).isEqualTo(first);
        reads.succeeded(clock.instant());
        assertThat(reads.failingSince()).isNull();
    }
}
