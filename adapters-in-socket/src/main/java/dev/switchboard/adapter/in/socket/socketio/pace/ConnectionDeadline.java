package dev.switchboard.adapter.in.socket.socketio.pace;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A time limit for one action of a connection, such as joining a namespace.
public final class ConnectionDeadline {

    private final ScheduledExecutorService timer;
    private final long nanos;
    private @Nullable Future<?> running;
    private boolean over;

    public ConnectionDeadline(ScheduledExecutorService timer, Duration time) {
        this.timer = timer;
        this.nanos = time.toNanos();
    }

    /// Starts the limit, unless it is running.
    ///
    /// @param missed must not block
    public synchronized void start(Runnable missed) {
        if (running == null && !over) {
            running = timer.schedule(missed, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// Stops the limit, because the action was done in time.
    public synchronized void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    /// Ends the limit for good, with its connection.
    public synchronized void end() {
        over = true;
        stop();
    }
}
