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
import org.jspecify.annotations.Nullable;

/// What one connection gets of one conversation, in `seq` order. Only so much is kept in memory;
/// the rest is read from the journal when the connection has room for it. Everything happens under
/// the lock of its [ClientFeeds].
final class ClientFeed {

    private static final int IN_HAND = 32;

    private final ConversationId conversation;
    private final PushPolicy policy;
    private final long readableAfter;
    private final Deque<LiveMessage> inHand = new ArrayDeque<>();
    private final NavigableMap<Long, Unacknowledged> unacknowledged = new TreeMap<>();

    /// The `seq` up to which everything was taken in hand or was none of ours.
    private long read;

    /// Whether the journal may have more behind `read`.
    private boolean moreInJournal = true;

    private long lastPushed;
    private boolean reading;
    private @Nullable Instant alarm;

    /// @param after the `seq` the client has everything up to
    /// @param readableAfter the `seq` up to which nothing is the client's to know
    ClientFeed(ConversationId conversation, PushPolicy policy, long after, long readableAfter) {
        this.conversation = conversation;
        this.policy = policy;
        this.read = after;
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

    /// Takes what was just journaled. Calls come in the journal's order.
    void offer(LiveMessage live) {
        if (live.seq() <= read || moreInJournal) {
            return;
        }
        if (inHand.size() >= IN_HAND || misses(live)) {
            moreInJournal = true;
            return;
        }
        inHand.add(live);
        read = live.seq();
    }

    /// Whoever follows all of a conversation notices when one is missing: it was journaled, and
    /// nobody was sure of it then.
    private boolean misses(LiveMessage live) {
        return !policy.confirmed() && live.seq() > read + 1;
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
        return read;
    }

    /// The read failed: it must be done again.
    void failRead() {
        reading = false;
    }

    /// @param upTo the `seq` up to which the journal was read
    /// @param more whether it has more behind that
    void endRead(List<LiveMessage> page, long upTo, boolean more) {
        reading = false;
        moreInJournal = more;
        read = Math.max(read, upTo);
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
