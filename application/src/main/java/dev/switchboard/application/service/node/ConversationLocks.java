package dev.switchboard.application.service.node;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lock of each conversation. Messages are appended and offered to their lanes under it, so
/// lanes receive them in the journal's order. Lanes and feeds read the journal under it: everything
/// they read was offered to them before, and is not offered again. Handoffs, chats and claims
/// change under it, so no message falls between two owners.
///
/// Only the hub that holds a conversation's partition gets its lock: on every other hub, what is in
/// memory may be old.
///
/// Each call path takes the lock once, in its first class that needs it. The classes behind it
/// document that their caller holds the lock. A thread holds the lock of one conversation at a
/// time.
///
/// Conversations share a fixed number of locks. Two conversations with the same lock wait for each
/// other, which costs only a little time. Not final, for tests that run everything on one thread.
public class ConversationLocks {

    private static final int LOCKS = 1024;

    /// The journal's own time limit: a caller behind a slow store soon gets 503.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final PartitionOwnership ownership;
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    /// The conversation for which each lock is taken.
    private final AtomicReferenceArray<@Nullable ConversationId> taken =
            new AtomicReferenceArray<>(LOCKS);

    private final Duration longestWait;

    public ConversationLocks(PartitionOwnership ownership) {
        this(ownership, LONGEST_WAIT);
    }

    public ConversationLocks(PartitionOwnership ownership, Duration longestWait) {
        this.ownership = ownership;
        this.longestWait = longestWait;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /// Runs `work` under the conversation's lock.
    ///
    /// @throws StoreUnavailableException if the lock is not free within 2 s, or if another hub owns
    ///   the conversation; `work` was not run
    public <T> T withLock(ConversationId conversation, Supplier<T> work) {
        int lock = take(conversation);
        try {
            requireHeld(conversation);
            return work.get();
        } finally {
            release(lock);
        }
    }

    /// Like [#withLock(ConversationId, Supplier)], also while this hub gives the conversation away:
    /// for the end of work that it waits for before it does so.
    public <T> T finishWithLock(ConversationId conversation, Supplier<T> work) {
        int lock = take(conversation);
        try {
            var _ = ownership.term(conversation); // refused where another hub owns it
            return work.get();
        } finally {
            release(lock);
        }
    }

    /// Like [#withLock(ConversationId, Supplier)], for work without a result.
    public void withLock(ConversationId conversation, Runnable work) {
        int lock = take(conversation);
        try {
            requireHeld(conversation);
            work.run();
        } finally {
            release(lock);
        }
    }

    /// Whether this thread holds the lock; for assertions.
    public boolean held(ConversationId conversation) {
        return locks[lockOf(conversation)].isHeldByCurrentThread();
    }

    /// Whether this thread holds a lock. Then it must not call another hub, which may wait for a
    /// lock of its own: two hubs could wait for each other.
    public boolean heldByThisThread() {
        return Stream.of(locks).anyMatch(ReentrantLock::isHeldByCurrentThread);
    }

    /// Whether the conversation is this hub's.
    public boolean mayTake(ConversationId conversation) {
        return ownership.held().contains(conversation);
    }

    /// Whether no thread holds the lock of a conversation of these partitions. Threads that held
    /// one before and still want another conversation are refused if this hub holds its partition
    /// no more.
    public boolean areFree(Partitions some) {
        for (int i = 0; i < LOCKS; i++) {
            ConversationId conversation = taken.get(i);
            if (conversation != null && some.contains(conversation)) {
                return false;
            }
        }
        return true;
    }

    private int take(ConversationId conversation) {
        int number = lockOf(conversation);
        ReentrantLock lock = locks[number];
        assert !lock.isHeldByCurrentThread() : "The lock is taken once per way";
        try {
            if (!lock.tryLock(longestWait.toNanos(), NANOSECONDS)) {
                throw new StoreUnavailableException("The appends before this one are too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to append", e);
        }
        taken.set(number, conversation);
        return number;
    }

    /// Asked under the lock: a hub that gives a partition away waits for those who hold one.
    private void requireHeld(ConversationId conversation) {
        if (!mayTake(conversation)) {
            throw new StoreUnavailableException("Another hub owns the conversation");
        }
    }

    private void release(int number) {
        taken.set(number, null);
        locks[number].unlock();
    }

    private static int lockOf(ConversationId conversation) {
        int hash = conversation.hashCode();
        return (hash ^ (hash >>> 16)) & (LOCKS - 1);
    }
}
