package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where writes wait for the writer.
///
/// A write that nobody waits for joins the next group that somebody waits for, instead of making
/// one more. It stands back for a few milliseconds at most, and not at all while the writer rests.
final class WriteQueue {

    /// Of each kind, so that neither keeps the other out.
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

    /// The same for a write that nobody waits for.
    boolean offerUnhurried(PendingWrite<?> write) {
        boolean taken = unhurried.offer(write);
        // a writer that rests sees awaited writes only
        boolean unseen = resting && unhurried.remove(write);
        return unseen ? awaited.offer(write) : taken;
    }

    /// Waits until there is something to write and moves it to the group. Only one thread may call
    /// this.
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
