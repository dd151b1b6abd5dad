package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats work with a pause after each run. A failed run is logged and repeated as well. An
/// unavailable store is no failure here: its health is logged elsewhere.
final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final PartitionOwnership ownership;
    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    Schedule(PartitionOwnership ownership, Timer timer, Executor workers, Clock clock) {
        this.ownership = ownership;
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
    }

    void every(Duration pause, Runnable work) {
        timer.at(
                clock.instant().plus(pause),
                () -> workers.execute(() -> runAndRepeat(pause, work)));
    }

    /// Like [#every], for work on the whole store: only the hub that owns the job does it.
    void job(Job job, Duration pause, Runnable work) {
        every(
                pause,
                () -> {
                    if (ownership.owns(job)) {
                        work.run();
                    }
                });
    }

    /// Runs work once, and again a little later if it failed.
    void once(Duration pause, Runnable work) {
        timer.at(clock.instant().plus(pause), () -> workers.execute(() -> runOrRepeat(work)));
    }

    /// Runs work of several steps, each of which is tried whether or not the others could be done.
    static void unlessAway(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("Work waits for the store: {}", e.getMessage());
        }
    }

    private void runOrRepeat(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("Work at the start waits for the store: {}", e.getMessage());
            once(AFTER_A_FAILURE, work);
        } catch (RuntimeException e) {
            LOG.error("Work at the start failed and will be tried again", e);
            once(AFTER_A_FAILURE, work);
        }
    }

    private void runAndRepeat(Duration pause, Runnable work) {
        try {
            unlessAway(work);
        } catch (RuntimeException e) {
            LOG.error("Scheduled work failed", e);
        } finally {
            every(pause, work);
        }
    }
}
