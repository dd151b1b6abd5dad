package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Limits concurrent comparisons of passwords. A comparison is slow on purpose: it takes a
/// processor for some tens of milliseconds, and strangers on many networks may each ask for a few.
/// Without a limit they would take all processors from messages. A comparison does not run on its
/// request's virtual thread, which would not be preempted, but on a platform thread.
final class LogInTurns {

    private final ThreadFactory threads;
    private final Semaphore turns;
    private final Duration patience;

    /// @param threads make platform threads, which the system schedules fairly
    /// @param atOnce the greatest number of concurrent comparisons
    /// @param patience the longest wait for a turn
    LogInTurns(ThreadFactory threads, int atOnce, Duration patience) {
        this.threads = threads;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /// @throws ProblemException if no turn came in time
    <T> T take(Supplier<T> comparison) {
        await();
        try {
            return onItsOwn(comparison);
        } finally {
            turns.release();
        }
    }

    private <T> T onItsOwn(Supplier<T> comparison) {
        FutureTask<T> task = new FutureTask<>(comparison::get);
        threads.newThread(task).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(ProblemCode.OVERLOADED).retrySoon());
        }
    }

    private void await() {
        try {
            if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem.of(ProblemCode.OVERLOADED).retrySoon());
    }
}
