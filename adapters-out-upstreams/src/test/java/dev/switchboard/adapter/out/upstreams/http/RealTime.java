package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The real clock, timer and threads, for tests with real sockets.
public final class RealTime implements AutoCloseable {

    private final Clock clock = Clock.systemUTC();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<Future<?>> newest = new AtomicReference<>();

    public Clock clock() {
        return clock;
    }

    /// After [#settle] the process counts as ended: work that then wants more threads ends without
    /// a word.
    public Executor executor() {
        return task ->
                executor.execute(() -> {
                    try {
                        task.run();
                    } catch (RejectedExecutionException e) {
                        if (!executor.isShutdown()) {
                            throw e;
                        }
                    }
                });
    }

    public Timer timer() {
        return (when, task) ->
                newest.set(
                        later.schedule(
                                task,
                                Duration.between(clock.instant(), when).toNanos(),
                                TimeUnit.NANOSECONDS));
    }

    public EgressRuntime runtime() {
        Timer timer = timer();
        return new EgressRuntime(
                clock, timer, executor, new SweptTimeLimits(timer, clock, System::nanoTime));
    }

    /// A client that may call this machine.
    public EgressClient client(Duration timeout, String... allowed) {
        EgressRules rules = EgressRules.of(new EgressProperties(List.of(allowed)), false);
        return EgressClient.create(rules, timeout, runtime());
    }

    /// Takes no more work, and returns when running work is done, or after a while.
    public void settle() {
        executor.shutdown();
        try {
            var _ = executor.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        executor.shutdownNow();
    }
}
