package dev.switchboard.adapter.in.socket.socketio.pace;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Slows a connection that sends events too fast by not reading it: a leaky bucket, stored as the
/// time at which all events so far would have arrived at the permitted rate. Not thread-safe.
public final class Throttle {

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long interval;
    private final long tolerance;
    private final long patience;
    private long due;
    private long excessSince;
    private boolean excess;

    /// @param rate events per second that may come continuously
    /// @param burst events that may come at once
    /// @param excessWait how long a client may exceed that, unread
    public Throttle(
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            int rate,
            int burst,
            Duration excessWait) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.interval = Duration.ofSeconds(1).toNanos() / rate;
        this.tolerance = interval * burst;
        this.patience = excessWait.toNanos();
        this.due = nanoTime.getAsLong();
    }

    /// Counts an event.
    ///
    /// @return completes when the next one may be read; null if the client has exceeded the rate
    ///   for too long
    public @Nullable CompletableFuture<?> count() {
        long now = nanoTime.getAsLong();
        due = Math.max(due - now, 0) + now + interval;
        long ahead = due - now - tolerance;
        if (ahead <= 0) {
            excess = false;
            return Unanswered.ROOM;
        }
        if (!excess) {
            excess = true;
            excessSince = now;
        }
        return now - excessSince > patience ? null : after(ahead);
    }

    private CompletableFuture<?> after(long nanos) {
        CompletableFuture<?> over = new CompletableFuture<>();
        Runnable readOn = () -> over.complete(null);
        Future<?> _ = timer.schedule(readOn, nanos, TimeUnit.NANOSECONDS);
        return over;
    }
}
