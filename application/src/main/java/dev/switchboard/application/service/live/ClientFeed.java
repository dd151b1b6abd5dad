package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What one connection gets of one conversation, in `seq` order. Only so much is kept in memory;
/// the rest is read from the journal when the connection has room for it. It moves from one `seq`
/// to the next and over a gap only by reading the journal. Everything but [#pass] happens under the
/// lock of its [ClientFeeds].
final class ClientFeed {

    private static final int IN_HAND = 32;

    private final ConversationId conversation;
    private final PushPolicy policy;
    private final long readableAfter;
    private final Deque<LiveMessage> inHand = new ArrayDeque<>();
    private final NavigableMap<Long, Unacknowledged> unacknowledged = new TreeMap<>();

    /// The `seq` up to which everything was taken in hand or was none of ours.
    private final AtomicLong read;

    /// Whether the journal may have more behind `read`.
    private volatile boolean moreInJournal = true;

    private long lastPushed;
    private boolean reading;

    /// The highest `seq` that was told of while the journal was being read.
    private long toldMeanwhile;

    private boolean doubtedMeanwhile;
    private @Nullable Instant alarm;

    /// @param after the `seq` the client has everything up to
    /// @param readableAfter the `seq` up to which nothing is the client's to know
    ClientFeed(ConversationId conversation, PushPolicy policy, long after, long readableAfter) {
        this.conversation = conversation;
        this.policy = policy;
        this.read = new AtomicLong(after);
        this.lastPushed = after;
        this.readableAfter = readableAfter;
    }

    ConversationId conversation() {
        return conversation;
    }

    PushPolicy policy() {
        return policy;
    }

    /// The `seq` up to which the client acknowledged everything.
    long position() {
        return unacknowledged.isEmpty() ? lastPushed : unacknowledged.firstKey() - 1;
    }

    boolean mayKnow(long seq) {
        return seq > readableAfter;
    }

    /// Takes what was just journaled, if it comes next. What comes behind a gap is left to the
    /// journal, however much it is, until the one read that closes the gap.
    void offer(LiveMessage live) {
        if (moreInJournal || inHand.size() >= IN_HAND || !stepTo(live.seq())) {
            found(live.seq());
        } else {
            inHand.add(live);
        }
    }

    /// Steps over what was just journaled and is none of ours. Needs no lock: whatever else
    /// happens, this leads to the very next `seq` or nowhere.
    ///
    /// @return false if something is missing in front of it
    boolean pass(long seq) {
        return stepTo(seq) || seq <= read.get() || moreInJournal;
    }

    private boolean stepTo(long seq) {
        return read.compareAndSet(seq - 1, seq);
    }

    /// The journal has this `seq`, and all before it.
    void found(long seq) {
        if (seq > read.get()) {
            moreInJournal = true;
            toldMeanwhile = Math.max(toldMeanwhile, seq);
        }
    }

    /// The journal may have more.
    void doubt() {
        moreInJournal = true;
        doubtedMeanwhile = true;
    }

    /// The next message to push, taken out; null if none is at hand.
    @Nullable LiveMessage next() {
        return inHand.poll();
    }

    /// Puts back what could not be pushed.
    void putBack(LiveMessage live) {
        inHand.addFirst(live);
    }

    boolean mustRead() {
        return inHand.isEmpty() && moreInJournal && !reading;
    }

    /// A read of the journal begins.
    ///
    /// @return behind which `seq`
    long beginRead() {
        reading = true;
        toldMeanwhile = 0;
        doubtedMeanwhile = false;
        return read.get();
    }

    /// The read failed: it must be done again.
    void failRead() {
        reading = false;
    }

    /// @param upTo the `seq` up to which the journal was read
    /// @param more whether it has more behind that
    void endRead(List<LiveMessage> page, long upTo, boolean more) {
        reading = false;
        read.accumulateAndGet(upTo, Math::max);
        moreInJournal = more || doubtedMeanwhile || toldMeanwhile > read.get();
        inHand.addAll(page);
    }

    void pushed(LiveMessage live, Instant now) {
        if (policy.confirmed()) {
            unacknowledged.put(live.seq(), Unacknowledged.pushed(live, now));
        }
        lastPushed = Math.max(lastPushed, live.seq());
    }

    void pushedAgain(Unacknowledged earlier, Instant now) {
        unacknowledged.put(earlier.live().seq(), earlier.again(now));
    }

    /// The client has this message; null if it said so before or was not sent it.
    @Nullable Unacknowledged acknowledge(long seq) {
        return unacknowledged.remove(seq);
    }

    int inFlight() {
        return unacknowledged.size();
    }

    /// What is to be pushed again now: the first that is due and all behind it, in order.
    List<Unacknowledged> due(Instant now) {
        Collection<Unacknowledged> all = unacknowledged.values();
        Optional<Unacknowledged> first =
                all.stream().filter(pushed -> isDue(pushed, now)).findFirst();
        return first
                .map(due -> unacknowledged.tailMap(due.live().seq(), true).values())
                .orElse(List.of())
                .stream()
                .filter(pushed -> pushed.dueAt(policy).isPresent())
                .toList();
    }

    private boolean isDue(Unacknowledged pushed, Instant now) {
        return pushed.dueAt(policy).filter(due -> !now.isBefore(due)).isPresent();
    }

    /// When to look again for what is due, unless an alarm is set that rings before; null if
    /// nothing will be due.
    @Nullable Instant nextAlarm() {
        if (unacknowledged.isEmpty() || alarm != null) {
            return null;
        }
        alarm =
                unacknowledged.values().stream()
                        .flatMap(pushed -> pushed.dueAt(policy).stream())
                        .min(Instant::compareTo)
                        .orElse(null);
        return alarm;
    }

    void alarmRang() {
        alarm = null;
    }
}
