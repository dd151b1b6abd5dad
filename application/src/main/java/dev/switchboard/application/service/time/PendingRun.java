package dev.switchboard.application.service.time;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Work that runs soon, on a worker thread. All requests until it begins are one. A run does not
/// wait for the one before it.
public final class PendingRun {

    private final Executor workers;
    private final Runnable work;
    private final AtomicBoolean requested = new AtomicBoolean();

    public PendingRun(Executor workers, Runnable work) {
        this.workers = workers;
        this.work = work;
    }

    /// Never blocks. Does nothing when the hub ends.
    public void request() {
        if (requested.compareAndSet(false, true)) {
            try {
                workers.execute(this::run);
            } catch (RejectedExecutionException _) {
                requested.set(false);
            }
        }
    }

    private void run() {
        requested.set(false);
        work.run();
    }
}
