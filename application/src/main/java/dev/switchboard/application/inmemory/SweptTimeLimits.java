package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Time limits with one timer task each, for the oldest thing. A timed wait per thing, started and
/// cancelled thousands of times a second, would cost more than the work that it guards. Durations
/// are measured with a monotonic clock.
///
/// @param nanoTime in nanoseconds
public record SweptTimeLimits(Timer timer, Clock clock, LongSupplier nanoTime)
        implements TimeLimits {

    @Override
    public <T> TimeLimit<T> of(Duration limit, Consumer<? super T> whenOver) {
        return new Swept<>(this, limit, whenOver);
    }

    private static final class Swept<T> implements TimeLimit<T> {

        private final SweptTimeLimits time;
        private final Duration limit;
        private final Consumer<? super T> whenOver;
        private final Map<T, Long> startedAt = new ConcurrentHashMap<>();
        private final AtomicBoolean armed = new AtomicBoolean();

        Swept(SweptTimeLimits time, Duration limit, Consumer<? super T> whenOver) {
            this.time = time;
            this.limit = limit;
            this.whenOver = whenOver;
        }

        @Override
        public void start(T thing) {
            startedAt.put(thing, time.nanoTime.getAsLong());
            arm();
        }

        @Override
        public void finish(T thing) {
            startedAt.remove(thing);
        }

        private void arm() {
            if (!armed.get() && armed.compareAndSet(false, true)) {
                sweepAfter(limit.toNanos());
            }
        }

        private void sweepAfter(long nanos) {
            time.timer.at(time.clock.instant().plusNanos(nanos), this::sweep);
        }

        /// A thing that starts during the sweep is either seen by it, or finds the timer not armed
        /// and arms it.
        private void sweep() {
            long left = endOverdue();
            if (left < Long.MAX_VALUE) {
                sweepAfter(left);
                return;
            }
            armed.set(false);
            if (!startedAt.isEmpty()) {
                arm();
            }
        }

        /// @return the time that the oldest remaining thing has left, in nanoseconds
        private long endOverdue() {
            long now = time.nanoTime.getAsLong();
            long least = Long.MAX_VALUE;
            Iterator<Map.Entry<T, Long>> things = startedAt.entrySet().iterator();
            while (things.hasNext()) {
                Map.Entry<T, Long> thing = things.next();
                long left = limit.toNanos() - (now - thing.getValue());
                if (left > 0) {
                    least = Math.min(least, left);
                } else {
                    things.remove();
                    whenOver.accept(thing.getKey());
                }
            }
            return least;
        }
    }
}
