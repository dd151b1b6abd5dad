package dev.switchboard.application.service.delivery;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one conversation's appends through one after the other, so that its lanes hear of them in
/// the journal's order, and lets lanes read the journal only between them: what a lane reads there
/// it has been told of, and will not be told of again. Conversations share a fixed number of locks;
/// two that meet on one wait for each other, which costs them a little time and nothing else.
public final class AppendOrder {

    private static final int LOCKS = 1024;

    /// As long as the journal itself may take: a caller behind a slow store hears 503 soon.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final Duration longestWait;

    public AppendOrder() {
        this(LONGEST_WAIT);
    }

    AppendOrder(Duration longestWait) {
        this.longestWait = longestWait;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /// Runs `append` when it is this conversation's turn.
    ///
    /// @throws StoreUnavailableException if that takes more than 2 s; `append` was not run
    public <T> T inOrder(ConversationId conversation, Supplier<T> append) {
        int hash = conversation.hashCode();
        ReentrantLock lock = locks[(hash ^ (hash >>> 16)) & (LOCKS - 1)];
        take(lock);
        try {
            return append.get();
        } finally {
            lock.unlock();
        }
    }

    private void take(ReentrantLock lock) {
        try {
            if (!lock.tryLock(longestWait.toNanos(), NANOSECONDS)) {
                throw new StoreUnavailableException("The appends before this one are too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to append", e);
        }
    }
}
