package dev.switchboard.simulators.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Callbacks sent after the answer, some of them held to be sent in reverse order.
public final class LateCallbacks {

    private final Deque<Supplier<CompletableFuture<Void>>> newestFirst = new ArrayDeque<>();

    /// Sends a callback `delayMs` from now.
    public static void start(int delayMs, Supplier<CompletableFuture<Void>> callback) {
        Executor later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS);
        var _ =
                CompletableFuture.completedFuture(null)
                        .thenComposeAsync(_ -> callback.get(), later);
    }

    /// Sends a callback as scripted, or holds it.
    ///
    /// @param endsReversal whether held callbacks are sent now
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

    /// Sends all held callbacks, newest first, each after the previous one is answered or has
    /// failed.
    private synchronized CompletableFuture<Void> release() {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        while (!newestFirst.isEmpty()) {
            Supplier<CompletableFuture<Void>> callback = newestFirst.pop();
            sent = sent.exceptionally(_ -> null).thenCompose(_ -> callback.get());
        }
        return sent;
    }
}
