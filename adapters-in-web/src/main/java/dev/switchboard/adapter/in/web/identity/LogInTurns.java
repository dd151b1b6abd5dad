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

/// Turns at comparing passwords. A comparison is slow on purpose: it takes a processor for some
/// tens of milliseconds, and strangers on many networks may each ask for a few. Without turns they
/// would have all processors, and messages none. Nor does a comparison run on the thread of its
/// request: that one would not be interrupted for others, and a thread of the system's is.
final class LogInTurns {

    private final ThreadFactory threads;
    private final Semaphore turns;
    private final Duration patience;

    /// @param threads that take turns with all others of the machine
    /// @param atOnce comparisons at a time
    /// @param patience how long to wait for a turn
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
