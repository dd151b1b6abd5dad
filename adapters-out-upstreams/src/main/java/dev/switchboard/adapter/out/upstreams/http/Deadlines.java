package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.hc.core5.concurrent.Cancellable;

/// Cuts calls that last longer than all calls of one client may: a peer that sends one byte a
/// second never lets a read time out.
///
/// All have the same limit, so one timer task, for the oldest of them, is enough. A call costs an
/// entry in a map and waits for no other. Durations are measured by a clock that nobody sets.
final class Deadlines {

    private final Duration limit;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Timer timer;
    private final Executor executor;

    private final Map<Cancellable, Long> startedAt = new ConcurrentHashMap<>();
    private final AtomicBoolean armed = new AtomicBoolean();

    Deadlines(Duration limit, Clock clock, LongSupplier nanoTime, Timer timer, Executor executor) {
        this.limit = limit;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.executor = executor;
    }

    /// Cancels `call` when the limit has passed, unless it is [finished][#finish] before.
    void start(Cancellable call) {
        startedAt.put(call, nanoTime.getAsLong());
        arm();
    }

    void finish(Cancellable call) {
        startedAt.remove(call);
    }

    private void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            sweepAfter(limit.toNanos());
        }
    }

    private void sweepAfter(long nanos) {
        timer.at(clock.instant().plusNanos(nanos), () -> executor.execute(this::sweep));
    }

    /// A call that starts meanwhile is either seen here, or finds the timer not armed and arms it.
    private void sweep() {
        long left = cutOverdue();
        if (left < Long.MAX_VALUE) {
            sweepAfter(left);
            return;
        }
        armed.set(false);
        if (!startedAt.isEmpty()) {
            arm();
        }
    }

    /// @return how long the oldest of the others has left
    private long cutOverdue() {
        long now = nanoTime.getAsLong();
        long least = Long.MAX_VALUE;
        Iterator<Map.Entry<Cancellable, Long>> calls = startedAt.entrySet().iterator();
        while (calls.hasNext()) {
            Map.Entry<Cancellable, Long> call = calls.next();
            long left = limit.toNanos() - (now - call.getValue());
            if (left > 0) {
                least = Math.min(least, left);
            } else {
                calls.remove();
                call.getKey().cancel();
            }
        }
        return least;
    }
}
