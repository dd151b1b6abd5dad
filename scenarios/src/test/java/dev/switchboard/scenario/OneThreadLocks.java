package dev.switchboard.scenario;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Locks for a test that runs everything on its own thread. Work handed to workers under a lock
/// runs when the lock is free, as it would on another thread.
public final class OneThreadLocks extends ConversationLocks {

    /// @param ownership as the hub's
    public OneThreadLocks(PartitionOwnership ownership) {
        super(ownership);
    }

    private final ThreadLocal<Held> held = ThreadLocal.withInitial(Held::new);

    private static final class Held {

        private final Deque<Runnable> handedOver = new ArrayDeque<>();
        private boolean locked;
    }

    /// Runs work at once by `workers`, but never under a lock of this thread.
    public Executor outside(Executor workers) {
        return task -> {
            Held mine = held.get();
            if (mine.locked) {
                mine.handedOver.add(() -> workers.execute(task));
            } else {
                workers.execute(task);
            }
        };
    }

    /// Runs a task when this thread has released its next lock, and before it goes on.
    public void afterNextLock(Runnable task) {
        held.get().handedOver.add(task);
    }

    @Override
    public <T> T withLock(ConversationId conversation, Supplier<T> work) {
        try {
            return super.withLock(conversation, locked(work));
        } finally {
            runHandedOver();
        }
    }

    @Override
    public <T> T finishWithLock(ConversationId conversation, Supplier<T> work) {
        try {
            return super.finishWithLock(conversation, locked(work));
        } finally {
            runHandedOver();
        }
    }

    private <T> Supplier<T> locked(Supplier<T> work) {
        return () -> {
            held.get().locked = true;
            return work.get();
        };
    }

    @Override
    public void withLock(ConversationId conversation, Runnable work) {
        try {
            super.withLock(
                    conversation,
                    () -> {
                        held.get().locked = true;
                        work.run();
                    });
        } finally {
            runHandedOver();
        }
    }

    private void runHandedOver() {
        Held mine = held.get();
        mine.locked = false;
        Runnable task = mine.handedOver.poll();
        while (task != null) {
            task.run();
            task = mine.handedOver.poll();
        }
    }
}
