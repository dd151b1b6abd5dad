package dev.switchboard.application.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Makes the same call many times at once.
public final class InParallel {
    private InParallel() {}

    /// Starts all calls together, with 0 to `times - 1`, and returns their results in that order.
    public static <T> List<T> results(int times, IntFunction<T> call) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(threads.submit(after(start, () -> call.apply(number))));
            }
            start.countDown();
            return running.stream().map(InParallel::resultOf).toList();
        }
    }

    private static <T> Callable<T> after(CountDownLatch start, Callable<T> call) {
        return () -> {
            start.await();
            return call.call();
        };
    }

    private static <T> T resultOf(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a parallel call failed", e.getCause());
        }
    }
}
