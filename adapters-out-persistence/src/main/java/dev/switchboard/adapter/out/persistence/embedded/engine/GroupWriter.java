package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The only thread that writes. While one group is made durable, the next one fills by itself, and
/// the busier the hub is, the larger it gets; no write waits for a group to fill.
///
/// It is a platform thread, because native code would pin a virtual one.
final class GroupWriter {

    private static final long CLOSE_SECONDS = 5;

    private final Observer observer;
    private final ThreadFactory threads;
    private final WriteQueue queue;
    private final LongAdder commits = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private @Nullable Engine engine;
    private @Nullable Thread thread;

    /// @param maxQueued how many writes may wait before further ones are refused
    GroupWriter(Observer observer, ThreadFactory threads, int maxQueued) {
        this.observer = observer;
        this.threads = threads;
        this.queue = new WriteQueue(maxQueued);
    }

    /// Observes the results of writing.
    interface Observer {

        /// The changes of a write were not stored, so cached copies of them are invalid.
        void rolledBack();

        void failed(StoreFault fault);
    }

    /// The number of groups made durable; each took one `fsync`.
    long commits() {
        return commits.sum();
    }

    /// The number of writes in those groups.
    long writes() {
        return writes.sum();
    }

    void start() {
        thread = threads.newThread(this::writeUntilClosed);
        thread.start();
    }

    /// Switches to another engine, or to none; returns once no group uses the previous one.
    @Nullable Engine exchange(@Nullable Engine next) {
        writing.lock();
        try {
            Engine previous = engine;
            engine = next;
            return previous;
        } finally {
            writing.unlock();
        }
    }

    /// @throws StoreUnavailableException at once if too many writes are waiting
    <T> PendingWrite<T> submit(Batch.Write<T> task) {
        return submit(task, queue::offer);
    }

    /// Submits a write that no caller waits for: it shares a group if there is one soon.
    <T> PendingWrite<T> submitUnhurried(Batch.Write<T> task) {
        return submit(task, queue::offerUnhurried);
    }

    private <T> PendingWrite<T> submit(Batch.Write<T> task, Predicate<PendingWrite<?>> offer) {
        PendingWrite<T> write = new PendingWrite<>(task);
        if (closing || !offer.test(write)) {
            throw new StoreUnavailableException(
                    closing ? "The store is closed" : "Too many writes are waiting");
        }
        return write;
    }

    private void writeUntilClosed() {
        List<PendingWrite<?>> group = new ArrayList<>();
        boolean finished = false;
        try {
            while (!closing || !queue.isEmpty()) {
                gather(group);
                write(group);
                group.clear();
            }
            finished = true;
        } finally {
            if (finished) {
                ended.countDown();
            } else {
                // An error such as a lack of memory ended this thread; the store must go on.
                observer.rolledBack();
                group.forEach(write -> write.fail(unavailable("a write was cut short")));
                start();
            }
        }
    }

    private void gather(List<PendingWrite<?>> group) {
        try {
            queue.gather(group);
        } catch (InterruptedException _) {
            // close() wakes an idle writer.
        }
    }

    private void write(List<PendingWrite<?>> group) {
        writing.lock();
        try {
            if (engine != null) {
                commit(engine, group);
            } else {
                group.forEach(write -> write.fail(unavailable("the store is not open")));
            }
        } finally {
            writing.unlock();
        }
    }

    /// Runs the writes in order and completes all of them.
    private void commit(Engine engine, List<PendingWrite<?>> group) {
        Batch batch = new Batch(engine);
        try {
            group.forEach(write -> run(write, batch));
            engine.write(batch);
        } catch (EngineException e) {
            refuse(group, e);
            return;
        }
        commits.increment();
        writes.add(group.size());
        group.forEach(PendingWrite::complete);
    }

    /// A write that fails alone does not affect the others.
    private void run(PendingWrite<?> write, Batch batch) {
        int mark = batch.mark();
        try {
            write.run(batch);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            batch.backTo(mark);
            observer.rolledBack();
            write.fail(e);
        }
    }

    private void refuse(List<PendingWrite<?>> group, EngineException e) {
        observer.rolledBack();
        observer.failed(e.trouble());
        StoreUnavailableException away =
                new StoreUnavailableException("Nothing was stored: " + e.trouble().reason(), e);
        group.forEach(write -> write.fail(away));
    }

    private static StoreUnavailableException unavailable(String reason) {
        return new StoreUnavailableException("Nothing was stored: " + reason);
    }

    /// Writes the queue, accepts nothing more, and returns when the thread has ended, after at most
    /// 5 s.
    void close() {
        closing = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            ended.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The queue of writes.
    ///
    /// A write without a waiting caller joins the next group that has one, instead of forming a
    /// group of its own. It stands back for at most 3 ms, and not at all while the writer is idle.
    static final class WriteQueue {

        /// The limit for each kind of write, so neither crowds out the other.
        private static final int MOST_IN_GROUP = 256;

        private static final long STANDS_BACK_MILLIS = 3;

        private final BlockingQueue<PendingWrite<?>> awaited;
        private final BlockingQueue<PendingWrite<?>> unhurried;
        private volatile boolean resting;

        /// @param capacity how many writes of each kind may wait
        WriteQueue(int capacity) {
            this.awaited = new ArrayBlockingQueue<>(capacity);
            this.unhurried = new ArrayBlockingQueue<>(capacity);
        }

        /// @return whether there was room
        boolean offer(PendingWrite<?> write) {
            return awaited.offer(write);
        }

        /// Offers a write that no caller waits for.
        boolean offerUnhurried(PendingWrite<?> write) {
            boolean taken = unhurried.offer(write);
            // An idle writer only sees awaited writes.
            boolean unseen = resting && unhurried.remove(write);
            return unseen ? awaited.offer(write) : taken;
        }

        /// Waits for a write and moves it and all others that wait into the group. Only one thread
        /// may call this.
        void gather(List<PendingWrite<?>> group) throws InterruptedException {
            PendingWrite<?> first = first();
            if (first != null) {
                group.add(first);
            }
            awaited.drainTo(group, MOST_IN_GROUP - group.size());
            unhurried.drainTo(group, MOST_IN_GROUP);
        }

        private @Nullable PendingWrite<?> first() throws InterruptedException {
            PendingWrite<?> soon = awaited.poll(STANDS_BACK_MILLIS, TimeUnit.MILLISECONDS);
            return soon == null && unhurried.isEmpty() ? rest() : soon;
        }

        private @Nullable PendingWrite<?> rest() throws InterruptedException {
            resting = true;
            try {
                return unhurried.isEmpty() ? awaited.take() : null;
            } finally {
                resting = false;
            }
        }

        boolean isEmpty() {
            return awaited.isEmpty() && unhurried.isEmpty();
        }
    }
}
