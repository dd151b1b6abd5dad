package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Fails writes that wait too long for their group.
///
/// All may wait equally long, so one timer task, for the oldest of them, is enough: a timed wait
/// for each, begun and called off thousands of times a second, would cost more than handing the
/// write over. Durations are measured by a clock that nobody sets.
final class WriteDeadlines {

    private final Duration limit;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Timer timer;

    private final Map<PendingWrite<?>, Long> waitingSince = new ConcurrentHashMap<>();
    private final AtomicBoolean armed = new AtomicBoolean();

    WriteDeadlines(Duration limit, Clock clock, LongSupplier nanoTime, Timer timer) {
        this.limit = limit;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /// Fails `write` when the limit has passed, unless it is [finished][#finish] before.
    void start(PendingWrite<?> write) {
        waitingSince.put(write, nanoTime.getAsLong());
        arm();
    }

    void finish(PendingWrite<?> write) {
        waitingSince.remove(write);
    }

    private void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            sweepAfter(limit.toNanos());
        }
    }

    private void sweepAfter(long nanos) {
        timer.at(clock.instant().plusNanos(nanos), this::sweep);
    }

    /// A write that starts meanwhile is either seen here, or finds the timer not armed and arms it.
    private void sweep() {
        long left = failOverdue();
        if (left < Long.MAX_VALUE) {
            sweepAfter(left);
            return;
        }
        armed.set(false);
        if (!waitingSince.isEmpty()) {
            arm();
        }
    }

    /// @return how long the oldest of the others has left
    private long failOverdue() {
        long now = nanoTime.getAsLong();
        long least = Long.MAX_VALUE;
        Iterator<Map.Entry<PendingWrite<?>, Long>> writes = waitingSince.entrySet().iterator();
        while (writes.hasNext()) {
            Map.Entry<PendingWrite<?>, Long> write = writes.next();
            long left = limit.toNanos() - (now - write.getValue());
            if (left > 0) {
                least = Math.min(least, left);
            } else {
                writes.remove();
                write.getKey()
                        .fail(new StoreUnavailableException("The store did not answer in time"));
            }
        }
        return least;
    }
}
