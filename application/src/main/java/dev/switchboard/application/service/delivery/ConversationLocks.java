package dev.switchboard.application.service.delivery;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final Duration longestWait;

    public ConversationLocks() {
        this(LONGEST_WAIT);
    }

    ConversationLocks(Duration longestWait) {
        this.longestWait = longestWait;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /// Runs `work` under the conversation's lock.
    ///
    /// @throws StoreUnavailableException if the lock is not free within 2 s; `work` was not run
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
        return lock;
    }

    private ReentrantLock lockOf(ConversationId conversation) {
        int hash = conversation.hashCode();
        return locks[(hash ^ (hash >>> 16)) & (LOCKS - 1)];
    }
}
