package dev.switchboard.bootstrap.runtime;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs short tasks later, on one thread of its own.
final class SystemTimer implements Timer, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SystemTimer.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor;

    SystemTimer(Clock clock) {
        this.clock = clock;
        this.executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("timer").factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void at(Instant when, Runnable task) {
        if (executor.isShutdown()) {
            return;
        }
        long wait = Math.max(0, Duration.between(clock.instant(), when).toNanos());
        ScheduledFuture<?> scheduled =
                executor.schedule(() -> run(task), wait, TimeUnit.NANOSECONDS);
        log.trace("Scheduled {}", scheduled);
    }

    /// A failing task must not go unnoticed: the executor would keep it to itself.
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A timed task failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
