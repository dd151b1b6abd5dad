package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a connection may stay in no namespace.
final class JoinDeadline {

    private final SocketRuntime runtime;
    private final long nanos;
    private @Nullable Future<?> running;
    private boolean over;

    JoinDeadline(ServerScope scope) {
        this.runtime = scope.runtime();
        this.nanos = scope.settings().connectTimeout().toNanos();
    }

    /// It runs from now on, unless it runs already.
    ///
    /// @param missed must not block
    synchronized void start(Runnable missed) {
        if (running == null && !over) {
            running = runtime.timer().schedule(missed, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// The connection has joined.
    synchronized void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    /// The connection is over: it never runs again.
    synchronized void end() {
        over = true;
        stop();
    }
}
