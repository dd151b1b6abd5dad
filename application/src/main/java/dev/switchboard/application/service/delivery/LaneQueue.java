package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The next deliveries of one lane, in order. Only a few are in memory; the others stay in the
/// journal and are read from there when their turn comes. A lane of ten thousand messages therefore
/// costs no more memory than one of a few.
final class LaneQueue {

    static final int IN_HAND = 32;

    private final LaneKey key;
    private final Backlog backlog;
    private final ConversationLocks locks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Owed> inHand = new ArrayDeque<>();

    /// Whether the journal may hold more deliveries after those in memory.
    private boolean moreInJournal;

    private boolean left;

    LaneQueue(LaneKey key, Backlog backlog, ConversationLocks locks) {
        this.key = key;
        this.backlog = backlog;
        this.locks = locks;
    }

    /// Adds a delivery that was just journaled. The caller holds the conversation's lock.
    void add(Owed owed) {
        lock.lock();
        try {
            if (moreInJournal || inHand.size() >= IN_HAND) {
                moreInJournal = true;
            } else {
                inHand.add(owed);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Drops the deliveries in memory, so that the next one is read from the journal.
    void reread() {
        lock.lock();
        try {
            inHand.clear();
            moreInJournal = true;
        } finally {
            lock.unlock();
        }
    }

    /// Forgets everything, because the conversation is not this hub's any more.
    ///
    /// @param back whether it has come back meanwhile: then the journal is read, so that what is
    ///   offered next does not overtake what was forgotten
    void leave(boolean back) {
        lock.lock();
        try {
            inHand.clear();
            moreInJournal = back;
            left = !back;
        } finally {
            lock.unlock();
        }
    }

    /// Reads the journal first if everything was forgotten.
    void comeBack() {
        lock.lock();
        try {
            moreInJournal |= left;
            left = false;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a message is in memory, or may be among the rest in the journal.
    boolean holds(MessageId message) {
        lock.lock();
        try {
            return moreInJournal
                    || inHand.stream().anyMatch(owed -> owed.message().id().equals(message));
        } finally {
            lock.unlock();
        }
    }

    /// Removes and returns a message that needs no delivery any more; null if it is not in hand.
    @Nullable Owed remove(MessageId message) {
        lock.lock();
        try {
            for (Owed owed : inHand) {
                if (owed.message().id().equals(message)) {
                    inHand.remove(owed);
                    return owed;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the next delivery must be read from the journal.
    boolean mustRead() {
        lock.lock();
        try {
            return inHand.isEmpty() && moreInJournal;
        } finally {
            lock.unlock();
        }
    }

    /// Removes and returns the next delivery; null if there is none. All earlier ones must be
    /// settled durably, because the journal would return them again.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the journal
    ///   could not be read; the caller tries again later
    @Nullable Owed take() {
        lock.lock();
        try {
            if (!inHand.isEmpty() || !moreInJournal) {
                return inHand.poll();
            }
            moreInJournal = false;
        } finally {
            lock.unlock();
        }
        try {
            return locks.withLock(key.conversation(), this::readAndTake);
        } catch (RuntimeException e) {
            reread();
            throw e;
        }
    }

    private @Nullable Owed readAndTake() {
        List<Owed> page = backlog.pending(key, IN_HAND);
        lock.lock();
        try {
            merge(page);
            return inHand.poll();
        } finally {
            lock.unlock();
        }
    }

    /// Deliveries added while the page was read are on it or come after it.
    private void merge(List<Owed> page) {
        if (page.size() >= IN_HAND) {
            inHand.clear();
            moreInJournal = true;
        } else {
            Set<MessageId> read =
                    page.stream().map(owed -> owed.message().id()).collect(Collectors.toSet());
            inHand.removeIf(owed -> read.contains(owed.message().id()));
        }
        page.reversed().forEach(inHand::addFirst);
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return inHand.isEmpty() && !moreInJournal;
        } finally {
            lock.unlock();
        }
    }
}
