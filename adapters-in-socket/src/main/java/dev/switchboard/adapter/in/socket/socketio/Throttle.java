package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Slows a connection that sends events too fast, by not reading it. Not for several threads at
/// once.
final class Throttle {

    private final SocketRuntime runtime;
    private final EventRate rate;

    Throttle(ServerScope scope) {
        this.runtime = scope.runtime();
        this.rate = new EventRate(scope.settings(), runtime.nanoTime().getAsLong());
    }

    /// Counts an event.
    ///
    /// @return completes when the next may be read; null if the client has had its chance
    @Nullable CompletableFuture<?> count() {
        long now = runtime.nanoTime().getAsLong();
        long pause = rate.count(now);
        if (pause == 0) {
            return Unanswered.ROOM;
        }
        return rate.isExhausted(now) ? null : after(pause);
    }

    private CompletableFuture<?> after(long nanos) {
        CompletableFuture<?> over = new CompletableFuture<>();
        Runnable readOn = () -> over.complete(null);
        Future<?> _ = runtime.timer().schedule(readOn, nanos, TimeUnit.NANOSECONDS);
        return over;
    }
}
