package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.concurrent.TimeUnit;

/// Ends a query that runs for too long, so no reader occupies a core for ever.
final class Budget {

    static final int SECONDS = 2;

    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final long began = System.nanoTime();
    private int steps;

    private Budget() {}

    static Budget begin() {
        return new Budget();
    }

    /// Counts one more record.
    ///
    /// @throws StoreUnavailableException if the time is up
    void step() {
        steps++;
        if (steps % STEPS_BETWEEN_LOOKS == 0
                && System.nanoTime() - began > TimeUnit.SECONDS.toNanos(SECONDS)) {
            throw new StoreUnavailableException("Nothing can be read: a query took too long");
        }
    }
}
