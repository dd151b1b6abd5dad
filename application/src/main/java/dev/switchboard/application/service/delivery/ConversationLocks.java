package dev.switchboard.application.service.delivery;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
    private final Duration longestWait;

    public ConversationLocks(PartitionOwnership ownership) {
        this(ownership, LONGEST_WAIT);
    }

    ConversationLocks(PartitionOwnership ownership, Duration longestWait) {
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
        ReentrantLock lock = take(conversation);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// Like [#withLock(ConversationId, Supplier)], for work without a result.
    public void withLock(ConversationId conversation, Runnable work) {
        ReentrantLock lock = take(conversation);
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /// Whether this thread holds the lock; for assertions.
    public boolean held(ConversationId conversation) {
        return lockOf(conversation).isHeldByCurrentThread();
    }

    /// Whether the conversation is this hub's.
    public boolean mayTake(ConversationId conversation) {
        return ownership.held().contains(conversation);
    }

    /// Whether no thread holds a lock. Threads that held one before and still want another
    /// conversation are refused if this hub holds its partition no more.
    boolean areFree() {
        for (ReentrantLock lock : locks) {
            if (!lock.tryLock()) {
                return false;
            }
            lock.unlock();
        }
        return true;
    }

    private ReentrantLock take(ConversationId conversation) {
        ReentrantLock lock = lockOf(conversation);
        assert !lock.isHeldByCurrentThread() : "The lock is taken once per way";
        try {
            if (!lock.tryLock(longestWait.toNanos(), NANOSECONDS)) {
                throw new StoreUnavailableException("The appends before this one are too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to append", e);
        }
        // Under the lock: a hub that gives a partition away waits for those who hold one.
        if (!mayTake(conversation)) {
            lock.unlock();
            throw new StoreUnavailableException("Another hub owns the conversation");
        }
        return lock;
    }

    private ReentrantLock lockOf(ConversationId conversation) {
        int hash = conversation.hashCode();
        return locks[(hash ^ (hash >>> 16)) & (LOCKS - 1)];
    }
}
