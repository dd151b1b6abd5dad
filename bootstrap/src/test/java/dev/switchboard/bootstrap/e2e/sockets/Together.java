package dev.switchboard.bootstrap.e2e.sockets;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Runs tasks in parallel, each on its own thread.
final class Together {

    private Together() {}

    /// Returns when all are done.
    static void run(List<? extends Runnable> tasks) {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.stream()
                    .map(task -> CompletableFuture.runAsync(task, workers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }
}
