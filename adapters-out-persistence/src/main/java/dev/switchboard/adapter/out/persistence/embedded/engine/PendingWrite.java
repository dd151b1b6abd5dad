package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A write and its caller, who waits until it is durable.
final class PendingWrite<T> {

    private final Batch.Write<T> task;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    PendingWrite(Batch.Write<T> task) {
        this.task = task;
    }

    CompletableFuture<T> outcome() {
        return outcome;
    }

    /// Runs the write, unless its caller has given up waiting.
    void run(Batch batch) {
        result = outcome.isDone() ? null : task.run(batch);
    }

    /// Notifies the caller once the group is durable.
    void complete() {
        if (result != null) {
            outcome.complete(result);
        }
    }

    /// Fails the write: it waited too long for its group.
    void giveUp() {
        fail(new StoreUnavailableException("The store did not answer in time"));
    }

    void fail(RuntimeException reason) {
        outcome.completeExceptionally(reason);
    }
}
