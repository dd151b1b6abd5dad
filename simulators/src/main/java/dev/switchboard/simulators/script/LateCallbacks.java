package dev.switchboard.simulators.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Callbacks that go out after the answer, some of them kept back to go out in reverse.
public final class LateCallbacks {

    private final Deque<Supplier<CompletableFuture<Void>>> newestFirst = new ArrayDeque<>();

    /// Sends a callback `delayMs` from now.
    public static void start(int delayMs, Supplier<CompletableFuture<Void>> callback) {
        Executor later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS);
        var _ =
                CompletableFuture.completedFuture(null)
                        .thenComposeAsync(_ -> callback.get(), later);
    }

    /// Sends a callback when its script says so, or keeps it back.
    ///
    /// @param endsReversal whether those that are kept back go out now
    public void start(
            Callback how, boolean endsReversal, Supplier<CompletableFuture<Void>> callback) {
        if (!how.reverse()) {
            start(how.delayMs(), callback);
            return;
        }
        keep(callback);
        if (endsReversal) {
            start(how.delayMs(), this::release);
        }
    }

    private synchronized void keep(Supplier<CompletableFuture<Void>> callback) {
        newestFirst.push(callback);
    }

    /// Sends all, the newest first, each after the one before is answered or has failed.
    private synchronized CompletableFuture<Void> release() {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        while (!newestFirst.isEmpty()) {
            Supplier<CompletableFuture<Void>> callback = newestFirst.pop();
            sent = sent.exceptionally(_ -> null).thenCompose(_ -> callback.get());
        }
        return sent;
    }
}
