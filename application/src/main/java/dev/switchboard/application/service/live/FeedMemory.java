package dev.switchboard.application.service.live;

import java.util.concurrent.atomic.AtomicLong;

/// Counts the bytes of the messages that the feeds of all connections hold: those that were read
/// and not pushed yet, and those that were pushed and not acknowledged yet.
final class FeedMemory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    FeedMemory(long most) {
        this.most = most;
    }

    /// Whether feeds hold too much. Then each connection gets one message at a time, and the others
    /// stay in the journal.
    boolean isSpent() {
        return isSpentBeside(0);
    }

    /// Whether feeds hold too much without these bytes, which are about to be pushed.
    boolean isSpentBeside(long bytes) {
        return held.get() - bytes >= most;
    }

    long held() {
        return held.get();
    }

    void add(long bytes) {
        held.addAndGet(bytes);
    }
}
