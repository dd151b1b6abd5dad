package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle.State;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads and writes for the ports. Every call ends within 2 s or throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public final class Store {

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int MAX_SEARCHES = 2;
    private static final byte[] FILLER = "filler".getBytes(UTF_8);

    private final StoreHandle handle;
    private final ThreadFactory threads;
    private final TimeLimit<PendingWrite<?>> deadlines;
    private final Semaphore searches = new Semaphore(MAX_SEARCHES, true);

    /// @param threads makes platform threads
    public Store(StoreHandle handle, ThreadFactory threads, TimeLimits limits) {
        this.handle = handle;
        this.threads = threads;
        this.deadlines = limits.of(MAX_WAIT, PendingWrite::giveUp);
    }

    /// Runs a write in the next group and returns when it is durable.
    public <T> T write(Batch.Write<T> task) {
        PendingWrite<T> write = begin(handle.writer().submit(task));
        try {
            return await(write.outcome());
        } finally {
            write.outcome().cancel(false);
            deadlines.finish(write);
        }
    }

    /// Runs a write in the next group without waiting. Dependents of the returned stage run in the
    /// writer's thread, so they may only wake other threads.
    public <T> CompletionStage<T> submit(Batch.Write<T> task) {
        return follow(() -> handle.writer().submit(task));
    }

    /// Like [#submit], for a write that no caller waits for: it may stand back some milliseconds to
    /// share a group with others.
    public <T> CompletionStage<T> submitUnhurried(Batch.Write<T> task) {
        return follow(() -> handle.writer().submitUnhurried(task));
    }

    private <T> CompletionStage<T> follow(Supplier<PendingWrite<T>> submission) {
        try {
            PendingWrite<T> write = begin(submission.get());
            return write.outcome().whenComplete((_, _) -> deadlines.finish(write));
        } catch (StoreUnavailableException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private <T> PendingWrite<T> begin(PendingWrite<T> write) {
        deadlines.start(write);
        return write;
    }

    /// Runs a query that finds its records directly.
    public <T> T read(View.Reading<T> task) {
        return use(engine -> task.run(new View(engine)));
    }

    private void maintain(Consumer<Engine> work) {
        use(engine -> {
            work.accept(engine);
            return engine;
        });
    }

    private <T> T use(Function<Engine, T> task) {
        return switch (handle.state()) {
            case State.Shut(String reason) ->
                    throw new StoreUnavailableException("Nothing can be read: " + reason);
            case State.Open(Engine engine, _) -> use(engine, task);
        };
    }

    private <T> T use(Engine engine, Function<Engine, T> task) {
        try {
            return engine.use(task);
        } catch (EngineException e) {
            if (e.trouble().lasting()) {
                handle.failed(e.trouble());
            }
            throw new StoreUnavailableException("Nothing can be read: " + e.trouble().reason(), e);
        }
    }

    /// Checks whether a store in trouble has recovered: opens it and writes as much as the largest
    /// message, because a smaller write may succeed where no message fits. The probe is deleted
    /// again.
    ///
    /// @throws StoreUnavailableException if the store still fails
    public void recover() {
        if (!handle.open()) {
            return;
        }
        State before = handle.state();
        // Two groups: a put and its delete in the same group would take no room at all.
        write(batch -> {
            batch.put(Table.STORE, FILLER, new byte[StoreHealth.LARGEST_MESSAGE]);
            return FILLER;
        });
        write(batch -> {
            batch.delete(Table.STORE, FILLER);
            return FILLER;
        });
        handle.recovered(before);
    }

    /// Makes a consistent copy of the whole store, while writes go on.
    ///
    /// @param directory a new directory on the same disk
    public void copyTo(Path directory) {
        maintain(engine -> engine.checkpoint(directory));
    }

    /// Destroys a day's key that nothing is encrypted with any more, including its traces in the
    /// store's older files. Copies of those files are not touched.
    public void destroyKey(LocalDate day) {
        write(batch -> {
            DayKeys.remove(batch, day);
            return day;
        });
        maintain(engine -> engine.forget(day));
        scrub(Set.of(Table.DAY_KEY));
    }

    /// Rewrites tables without overwritten and deleted data, and drops the log that still has it.
    /// Takes as long as copying the tables; reads and writes go on meanwhile.
    public void scrub(Set<Table> tables) {
        FutureTask<Set<Table>> scrubbing =
                new FutureTask<>(() -> maintain(engine -> engine.scrub(tables)), tables);
        threads.newThread(scrubbing).start();
        try {
            scrubbing.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /// Runs a query that may scan many records, on a platform thread: in native code it would
    /// withhold a core from all virtual threads.
    public <T> T search(View.Reading<T> task) {
        FutureTask<T> search = new FutureTask<>(() -> read(task));
        try {
            if (!searches.tryAcquire(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("Too many searches are running");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            threads.newThread(search).start();
            return await(search, Budget.SECONDS + MAX_WAIT.toSeconds());
        } finally {
            searches.release();
        }
    }

    private static <T> T await(CompletableFuture<T> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static <T> T await(Future<T> outcome, long seconds) {
        try {
            return outcome.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The store did not answer in time", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static StoreUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreUnavailableException("Interrupted while waiting for the store", e);
    }

    private static RuntimeException failed(ExecutionException e) {
        return e.getCause() instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("A store operation ended unexpectedly", e);
    }
}
