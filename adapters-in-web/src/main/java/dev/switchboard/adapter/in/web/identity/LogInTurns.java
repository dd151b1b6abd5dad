package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Turns at comparing passwords. A comparison is slow on purpose: it takes a processor for some
/// tens of milliseconds, and strangers on many networks may each ask for a few. Without turns they
/// would have all processors, and messages none.
final class LogInTurns {

    private final Semaphore turns;
    private final Duration patience;

    /// @param atOnce comparisons at a time
    /// @param patience how long to wait for a turn
    LogInTurns(int atOnce, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /// @throws ProblemException if no turn came in time
    <T> T take(Supplier<T> comparison) {
        await();
        try {
            return comparison.get();
        } finally {
            turns.release();
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
