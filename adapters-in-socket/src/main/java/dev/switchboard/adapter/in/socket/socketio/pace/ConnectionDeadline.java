package dev.switchboard.adapter.in.socket.socketio.pace;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a connection may take to do something, such as joining a namespace.
public final class ConnectionDeadline {

    private final ScheduledExecutorService timer;
    private final long nanos;
    private @Nullable Future<?> running;
    private boolean over;

    public ConnectionDeadline(ScheduledExecutorService timer, Duration time) {
        this.timer = timer;
        this.nanos = time.toNanos();
    }

    /// It runs from now on, unless it runs already.
    ///
    /// @param missed must not block
    public synchronized void start(Runnable missed) {
        if (running == null && !over) {
            running = timer.schedule(missed, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// It was kept.
    public synchronized void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    /// The connection is over: it never runs again.
    public synchronized void end() {
        over = true;
        stop();
    }
}
