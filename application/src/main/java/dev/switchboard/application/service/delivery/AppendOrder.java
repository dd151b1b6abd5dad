package dev.switchboard.application.service.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one conversation's appends through one after the other, so that its lanes hear of them in
/// the journal's order, and lets lanes read the journal only between them: what a lane reads there
/// it has been told of, and will not be told of again. Conversations share a fixed number of locks;
/// two that meet on one wait for each other, which costs them a little time and nothing else.
public final class AppendOrder {

    private static final int LOCKS = 1024;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    public AppendOrder() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    public <T> T inOrder(ConversationId conversation, Supplier<T> append) {
        int hash = conversation.hashCode();
        ReentrantLock lock = locks[(hash ^ (hash >>> 16)) & (LOCKS - 1)];
        lock.lock();
        try {
            return append.get();
        } finally {
            lock.unlock();
        }
    }
}
