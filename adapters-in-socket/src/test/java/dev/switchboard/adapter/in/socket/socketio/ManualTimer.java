package dev.switchboard.adapter.in.socket.socketio;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A timer that a test advances. Tasks run in the thread of the test; no thread is started.
public final class ManualTimer extends ScheduledThreadPoolExecutor {

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.due));
    private long now;

    public ManualTimer() {
        super(0);
    }

    synchronized long now() {
        return now;
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Alarm alarm = new Alarm(task, now + unit.toNanos(delay));
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing here waits for a result");
    }

    /// How many tasks wait.
    public synchronized long waiting() {
        return alarms.stream().filter(alarm -> !alarm.isCancelled()).count();
    }

    public void advance(Duration duration) {
        long end = now() + duration.toNanos();
        for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
            alarm.run();
        }
        set(end);
    }

    private synchronized void set(long time) {
        now = time;
    }

    private synchronized @Nullable Alarm next(long end) {
        Optional<Alarm> first = Optional.ofNullable(alarms.peek()).filter(a -> a.due <= end);
        first.ifPresent(alarm -> {
            alarms.remove(alarm);
            now = Math.max(now, alarm.due);
        });
        return first.orElse(null);
    }

    private final class Alarm extends FutureTask<Object>
            implements RunnableScheduledFuture<Object> {

        private final long due;

        Alarm(Runnable task, long due) {
            super(task, due);
            this.due = due;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
