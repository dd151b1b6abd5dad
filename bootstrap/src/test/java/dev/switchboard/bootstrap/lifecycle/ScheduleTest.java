package dev.switchboard.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Job;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final Schedule schedule =
            new Schedule(ownership, new FakeTimer(clock), Runnable::run, clock);
    @RegisterExtension final LogLines lines = LogLines.of(Schedule.class);
    private RuntimeException failure = new StoreUnavailableException("It is away");
    private boolean fails = true;
    private int runs;

    private void work() {
        runs++;
        if (fails) {
            throw failure;
        }
    }

    @Test
    void triesWorkOfTheStartAgainUntilItIsDone() {
        schedule.once(Duration.ZERO, this::work);

        clock.advance(Duration.ZERO);
        clock.advance(AFTER_A_FAILURE);
        assertThat(runs).isEqualTo(2);
        fails = false;
        clock.advance(AFTER_A_FAILURE);
        clock.advance(PAUSE);

        assertThat(runs).isEqualTo(3);
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void repeatsWorkThatWaitsForTheStoreWithoutALine() {
        schedule.every(PAUSE, this::work);

        clock.advance(PAUSE.multipliedBy(2));

        assertThat(runs).isEqualTo(2);
        assertThat(lines.all()).isEmpty();
    }

    /// Whoever owns a job does it: the hub that takes its partition goes on with it.
    @Test
    void doesAJobWhileItsPartitionIsThisHubs() {
        fails = false;
        schedule.job(Job.PURGE, PAUSE, this::work);
        ownership.lose(Partitions.of(Job.PURGE));
        clock.advance(PAUSE);
        assertThat(runs).isZero();

        ownership.take(Partitions.of(Job.PURGE), true);
        clock.advance(PAUSE);
        assertThat(runs).isEqualTo(1);

        ownership.end();
        clock.advance(PAUSE);
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void repeatsWorkThatFailedAndSaysSo() {
        failure = new IllegalStateException("a bug");
        schedule.every(PAUSE, this::work);

        clock.advance(PAUSE.multipliedBy(2));

        assertThat(runs).isEqualTo(2);
        assertThat(lines.all())
                .extracting(LogLines.Line::message)
                .containsOnly("Scheduled work failed");
    }
}
