package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The next deliveries of one lane, in order. Only so many are kept in memory: what does not fit
/// stays in the journal and is read from there when its turn comes, so a lane of ten thousand
/// messages costs no more than one of a few.
final class LaneQueue {

    static final int IN_HAND = 32;

    private final LaneKey key;
    private final Backlog backlog;
    private final ConversationLocks locks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Owed> inHand = new ArrayDeque<>();

    /// Whether the journal may have more behind what is in hand.
    private boolean moreInJournal;

    LaneQueue(LaneKey key, Backlog backlog, ConversationLocks locks) {
        this.key = key;
        this.backlog = backlog;
        this.locks = locks;
    }

    /// Takes what was just journaled. The caller holds the conversation's lock.
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

    /// Forgets what is in hand: only the journal knows what comes next.
    void reread() {
        lock.lock();
        try {
            inHand.clear();
            moreInJournal = true;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a message is in hand, or may be behind what is.
    boolean holds(MessageId message) {
        lock.lock();
        try {
            return moreInJournal
                    || inHand.stream().anyMatch(owed -> owed.message().id().equals(message));
        } finally {
            lock.unlock();
        }
    }

    /// Takes a message out that needs no delivery any more.
    void remove(MessageId message) {
        lock.lock();
        try {
            inHand.removeIf(owed -> owed.message().id().equals(message));
        } finally {
            lock.unlock();
        }
    }

    /// Whether the next delivery is to be read from the journal.
    boolean mustRead() {
        lock.lock();
        try {
            return inHand.isEmpty() && moreInJournal;
        } finally {
            lock.unlock();
        }
    }

    /// The next delivery, taken out; null if there is none. All earlier ones must be settled
    /// durably, for the journal would offer them again.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if it could not
    ///   be read; ask again later
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

    /// What came in while the page was read is either on it or behind it.
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

    /// What a lane passes on besides its deliveries: the latest hint, once, after everything that
    /// is owed. One that had to wait for long, or whose target is away, is dropped.
    static final class LaneHint {

        private static final Duration LIFE = Duration.ofSeconds(5);

        private final AtomicReference<@Nullable Hint> latest = new AtomicReference<>();

        /// @param call makes the one attempt; blocks
        private record Hint(Instant at, Runnable call) {

            private boolean fresh(Instant now) {
                return now.isBefore(at.plus(LIFE));
            }
        }

        void offer(Instant at, Runnable call) {
            latest.set(new Hint(at, call));
        }

        boolean isEmpty() {
            return latest.get() == null;
        }

        /// Passes it on if it is worth that and its turn.
        ///
        /// @return whether the lane passed the gate, or is in line there
        boolean passOn(TargetLimiter gate, TargetLimiter.Visitor lane, Instant now) {
            Hint hint = latest.get();
            if (hint == null) {
                return false;
            }
            if (!hint.fresh(now) || gate.circuit().state() != Circuit.State.CLOSED) {
                latest.compareAndSet(hint, null);
                return false;
            }
            return switch (gate.enter(lane)) {
                case ENTER -> {
                    latest.compareAndSet(hint, null);
                    call(hint, gate);
                    yield true;
                }
                case QUEUED, SHUT -> true;
            };
        }

        /// What comes of it says nothing about the target: nobody tries again.
        private static void call(Hint hint, TargetLimiter gate) {
            try {
                hint.call().run();
            } finally {
                gate.leave(TargetLimiter.Finding.NONE);
            }
        }
    }
}
