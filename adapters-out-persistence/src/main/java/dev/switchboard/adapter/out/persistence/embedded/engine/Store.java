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
import java.util.function.Supplier;

/// Reading and writing for the ports: within 2 s, or
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public final class Store {

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int MAX_SEARCHES = 2;
    private static final byte[] FILLER = "filler".getBytes(UTF_8);

    private final StoreHandle gate;
    private final ThreadFactory threads;
    private final TimeLimit<PendingWrite<?>> deadlines;
    private final Semaphore searches = new Semaphore(MAX_SEARCHES, true);

    /// @param threads makes platform threads
    public Store(StoreHandle gate, ThreadFactory threads, TimeLimits limits) {
        this.gate = gate;
        this.threads = threads;
        this.deadlines = limits.of(MAX_WAIT, PendingWrite::giveUp);
    }

    /// Runs a write in the next group and returns when it is durable.
    public <T> T write(Batch.Write<T> task) {
        PendingWrite<T> write = begin(gate.writer().submit(task));
        try {
            return await(write.outcome());
        } finally {
            write.outcome().cancel(false);
            deadlines.finish(write);
        }
    }

    /// Runs a write in the next group, without waiting. What is hung on the returned stage runs in
    /// the writer's thread: it may wake somebody and do nothing else.
    public <T> CompletionStage<T> submit(Batch.Write<T> task) {
        return follow(() -> gate.writer().submit(task));
    }

    /// The same for a write that nobody waits for: it may stand back some milliseconds, to share a
    /// group with others.
    public <T> CompletionStage<T> submitUnhurried(Batch.Write<T> task) {
        return follow(() -> gate.writer().submitUnhurried(task));
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

    /// Runs a query that finds what it needs at once.
    public <T> T read(View.Reading<T> task) {
        return switch (gate.state()) {
            case State.Shut(String reason) ->
                    throw new StoreUnavailableException("Nothing can be read: " + reason);
            case State.Open(Engine engine, _) -> read(engine, task);
        };
    }

    private <T> T read(Engine engine, View.Reading<T> task) {
        try {
            return engine.read(task);
        } catch (EngineException e) {
            if (e.trouble().lasting()) {
                gate.troubled(e.trouble());
            }
            throw new StoreUnavailableException("Nothing can be read: " + e.trouble().reason(), e);
        }
    }

    /// Tries whether a store that was in trouble is well again: opens it, and writes as much as a
    /// message can be, for a smaller write may find room where no message does. Leaves nothing of
    /// it behind.
    ///
    /// @throws StoreUnavailableException if it still refuses
    public void recover() {
        if (!gate.open()) {
            return;
        }
        State before = gate.state();
        // two groups: what is given back in the same one takes no room at all
        write(batch -> {
            batch.put(Table.STORE, FILLER, new byte[StoreHealth.LARGEST_MESSAGE]);
            return FILLER;
        });
        write(batch -> {
            batch.delete(Table.STORE, FILLER);
            return FILLER;
        });
        gate.recovered(before);
    }

    /// Makes a consistent copy of all that is stored, while others write.
    ///
    /// @param directory that is not there yet, on the same disk
    public void copyTo(Path directory) {
        read(view -> view.copyTo(directory));
    }

    /// Destroys the key of a day, which nothing is sealed with any more: also in what the store
    /// wrote before. Copies of its files are not touched.
    public void destroyKey(LocalDate day) {
        write(batch -> {
            DayKeys.remove(batch, day);
            return day;
        });
        read(view -> view.forget(day));
        scrub(Set.of(Table.DAY_KEY));
    }

    /// Writes tables anew without what was overwritten or deleted in them, and drops the log that
    /// has it. Takes as long as it takes to copy them; others read and write meanwhile.
    public void scrub(Set<Table> tables) {
        FutureTask<Set<Table>> scrubbing = new FutureTask<>(() -> read(view -> view.scrub(tables)));
        threads.newThread(scrubbing).start();
        try {
            scrubbing.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /// Runs a query that may have to look at many records, on a thread of the platform: in native
    /// code it would keep a core from all virtual threads.
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
