package dev.switchboard.simulators.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Callbacks kept back so that they can go out in reverse.
public final class HeldCallbacks {

    private final Deque<Supplier<CompletableFuture<Void>>> newestFirst = new ArrayDeque<>();

    public synchronized void add(Supplier<CompletableFuture<Void>> callback) {
        newestFirst.push(callback);
    }

    /// Sends all, the newest first, each after the one before is answered or has failed.
    public synchronized CompletableFuture<Void> release() {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        while (!newestFirst.isEmpty()) {
            Supplier<CompletableFuture<Void>> callback = newestFirst.pop();
            sent = sent.exceptionally(_ -> null).thenCompose(_ -> callback.get());
        }
        return sent;
    }
}
