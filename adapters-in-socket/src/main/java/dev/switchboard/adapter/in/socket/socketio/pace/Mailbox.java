package dev.switchboard.adapter.in.socket.socketio.pace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Runs the tasks of one socket one after the other on worker threads: one worker for a burst, none
/// when idle.
public final class Mailbox {

    private final Executor workers;

    /// Exists exactly as long as a worker runs.
    private @Nullable Queue<Runnable> waiting;

    public Mailbox(Executor workers) {
        this.workers = workers;
    }

    /// Adds a task, which should not throw.
    public void post(Runnable task) {
        if (enqueue(task)) {
            workers.execute(this::run);
        }
    }

    /// Whether a worker must be started.
    private synchronized boolean enqueue(Runnable task) {
        boolean resting = waiting == null;
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(task);
        return resting;
    }

    /// If an error kills this worker, another one continues after the task that threw it.
    private void run() {
        boolean done = false;
        try {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
            done = true;
        } finally {
            if (!done) {
                workers.execute(this::run);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting == null ? null : waiting.poll();
        if (task == null) {
            waiting = null;
        }
        return task;
    }
}
