package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs one minting at a time: the first caller starts it, others join.
final class TokenRequests {

    private final Executor executor;

    private @Nullable CompletableFuture<Optional<Kept>> underWay;

    TokenRequests(Executor executor) {
        this.executor = executor;
    }

    synchronized boolean isUnderWay() {
        return underWay != null;
    }

    /// The running minting, started now if there is none; empty if it failed.
    ///
    /// @param minting blocks; runs on a thread of the executor
    synchronized CompletableFuture<Optional<Kept>> join(Supplier<Optional<Kept>> minting) {
        CompletableFuture<Optional<Kept>> begun = underWay;
        if (begun == null) {
            begun = new CompletableFuture<>();
            underWay = begun;
            launch(begun, minting);
        }
        return begun;
    }

    private void launch(CompletableFuture<Optional<Kept>> begun, Supplier<Optional<Kept>> minting) {
        try {
            executor.execute(() -> fly(begun, minting));
        } catch (RejectedExecutionException _) {
            underWay = null; // the process is ending
            begun.complete(Optional.empty());
        }
    }

    private void fly(CompletableFuture<Optional<Kept>> begun, Supplier<Optional<Kept>> minting) {
        Optional<Kept> token = Optional.empty();
        try {
            token = minting.get();
        } finally {
            end();
            begun.complete(token); // also after an exception: callers must not wait on
        }
    }

    private synchronized void end() {
        underWay = null;
    }
}
