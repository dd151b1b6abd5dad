package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.StoreGate.State;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reading and writing for the ports: within 2 s, or
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
final class EmbeddedStore {

    private static final long MAX_WAIT_SECONDS = 2;
    private static final int MAX_SEARCHES = 2;

    private final StoreGate gate;
    private final ThreadFactory threads;
    private final Executor callbacks;
    private final Semaphore searches = new Semaphore(MAX_SEARCHES, true);

    /// @param threads makes platform threads
    /// @param callbacks where what follows a [#submit] runs, so that it cannot hold up the writer
    EmbeddedStore(StoreGate gate, ThreadFactory threads, Executor callbacks) {
        this.gate = gate;
        this.threads = threads;
        this.callbacks = callbacks;
    }

    /// Runs a write in the next group and returns when it is durable.
    <T> T write(SqlTask<T> task) {
        CompletableFuture<T> outcome = gate.writer().submit(task).outcome();
        try {
            return await(outcome, MAX_WAIT_SECONDS);
        } finally {
            outcome.cancel(false);
        }
    }

    /// Runs a write in the next group, without waiting.
    <T> CompletionStage<T> submit(SqlTask<T> task) {
        try {
            return gate.writer()
                    .submit(task)
                    .outcome()
                    .orTimeout(MAX_WAIT_SECONDS, TimeUnit.SECONDS)
                    .handleAsync(EmbeddedStore::resultOrUnavailable, callbacks);
        } catch (StoreUnavailableException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static <T> T resultOrUnavailable(T result, @Nullable Throwable e) {
        if (e instanceof TimeoutException) {
            throw new StoreUnavailableException("The store did not answer in time", e);
        }
        if (e != null) {
            throw e instanceof RuntimeException unchecked ? unchecked : new CompletionException(e);
        }
        return result;
    }

    /// Runs a query that finds what it needs at once.
    <T> T read(SqlTask<T> task) {
        return switch (gate.state()) {
            case State.Shut(String reason) ->
                    throw new StoreUnavailableException("Nothing can be read: " + reason);
            case State.Open(Readers readers, _) -> read(readers, task);
        };
    }

    private <T> T read(Readers readers, SqlTask<T> task) {
        try {
            return readers.read(task);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The store did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the store", e);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private RuntimeException refused(SQLException e) {
        SqliteTrouble trouble = SqliteTrouble.behind(e);
        if (trouble == null) {
            return new IllegalStateException("The database refused a query", e);
        }
        if (trouble.lasting()) {
            gate.troubled(trouble);
        }
        return new StoreUnavailableException("Nothing can be read: " + trouble.reason(), e);
    }

    /// Runs a query that may have to look at many rows, on a thread of the platform: in native code
    /// it would keep a core from all virtual threads.
    <T> T search(SqlTask<T> task) {
        FutureTask<T> search = new FutureTask<>(() -> read(task));
        try {
            if (!searches.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("Too many searches are running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the store", e);
        }
        try {
            threads.newThread(search).start();
            return await(search, QueryBudget.SECONDS + MAX_WAIT_SECONDS);
        } finally {
            searches.release();
        }
    }

    private static <T> T await(Future<T> outcome, long seconds) {
        try {
            return outcome.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The store did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the store", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("A store operation ended unexpectedly", e);
        }
    }
}
