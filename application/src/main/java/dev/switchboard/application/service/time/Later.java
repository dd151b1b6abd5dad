package dev.switchboard.application.service.time;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs work on a worker thread, now or at a time. It may take as long as it needs.
public final class Later {

    /// The delay within which repeated changes are combined. Nobody notices it, and frequent
    /// changes are told or stored only once.
    public static final Duration MOMENT = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    public Later(Timer timer, Executor workers, Clock clock) {
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
    }

    /// Does nothing if the hub has ended: what counts is in the store, and is found there.
    public void now(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Work comes after the hub's end", e);
        }
    }

    /// Runs work at `when` or soon after; at once if `when` has passed.
    public void at(Instant when, Runnable work) {
        timer.at(when, () -> now(work));
    }

    public void in(Duration time, Runnable work) {
        at(clock.instant().plus(time), work);
    }

    /// @param work handles all items that were requested within a [#MOMENT]
    public <T> Coalescer<T> together(Consumer<Set<T>> work) {
        return new Coalescer<>(this, work);
    }
}
