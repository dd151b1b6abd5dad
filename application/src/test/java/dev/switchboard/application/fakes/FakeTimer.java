package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A timer whose tasks run when a test advances its [MutableClock]. Advancing it by no time runs
/// the tasks that are already due. A task never runs within [#at], as with a real timer.
public final class FakeTimer implements Timer {
    private final MutableClock clock;
    private final PriorityQueue<Task> waiting =
            new PriorityQueue<>(Comparator.comparing(Task::when).thenComparingLong(Task::number));
    private long last;
    private boolean stopped;

    public FakeTimer(MutableClock clock) {
        this.clock = clock;
        clock.stopsFor(this);
    }

    @Override
    public synchronized void at(Instant when, Runnable task) {
        if (!stopped) {
            waiting.add(new Task(clock.steadily(when), ++last, task));
        }
    }

    /// Drops waiting and later tasks, as if the process had ended.
    public synchronized void stop() {
        waiting.clear();
        stopped = true;
    }

    /// When the next task is due by the steady clock, if one waits.
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Task::when);
    }

    /// The number of tasks that wait.
    public synchronized int waiting() {
        return waiting.size();
    }

    /// Runs the tasks that are due now, in order, on this thread.
    public void runDue() {
        Task task = takeDue();
        while (task != null) {
            task.work().run();
            task = takeDue();
        }
    }

    private synchronized @Nullable Task takeDue() {
        boolean due = nextDue().filter(when -> !when.isAfter(clock.steady().instant())).isPresent();
        return due ? waiting.poll() : null;
    }

    private record Task(Instant when, long number, Runnable work) {}
}
