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

/// The messages of one conversation that one connection gets, in `seq` order. A few are in memory;
/// the rest is read from the journal when the connection has room. The feed advances from one `seq`
/// to the next, and crosses a gap only by reading the journal. Every method is called under the
/// lock of its [ConnectionFeeds], unless it says that it needs none.
final class ClientFeed {

    private static final int IN_HAND = 32;
    private static final int MOST_WITHHELD = 16;

    private final ConversationId conversation;
    private final PushPolicy policy;
    private final FeedMemory memory;
    private final Deque<LiveMessage> inHand = new ArrayDeque<>();
    private final NavigableMap<Long, Unacknowledged> unacknowledged = new TreeMap<>();

    /// The `seq` up to which each message was taken into memory or is not for this client.
    private final AtomicLong read;

    /// The bytes of what waits to be pushed.
    private long ready;

    /// The bytes of all that the feed holds, as [FeedMemory] counts them.
    private long held;

    private long lastPushed;
    private long readableAfter;
    private boolean ended;

    // The feed's knowledge of the journal.

    /// Whether the journal may have more after `read`.
    private volatile boolean moreInJournal = true;

    /// Whether the journal is to be read once more before the client may be told anything.
    private boolean inDoubt;

    /// Whether the conversation may have ended and begun anew at `seq` 1 since the last read.
    private boolean mayHaveRestarted;

    // The read that runs.

    private boolean reading;

    /// The highest `seq` that was announced during the read.
    private long announcedDuringRead;

    private boolean doubtedDuringRead;

    /// Whether the read finds out if the conversation has begun anew.
    private volatile boolean checksRestart;

    private final Deque<Runnable> withheld = new ArrayDeque<>();
    private @Nullable Instant alarm;

    /// @param after the `seq` up to which the client has everything
    /// @param readableAfter the `seq` up to which the client may see nothing
    ClientFeed(
            ConversationId conversation,
            PushPolicy policy,
            long after,
            long readableAfter,
            FeedMemory memory) {
        this.conversation = conversation;
        this.policy = policy;
        this.read = new AtomicLong(after);
        this.lastPushed = after;
        this.readableAfter = readableAfter;
        this.memory = memory;
    }

    ConversationId conversation() {
        return conversation;
    }

    PushPolicy policy() {
        return policy;
    }

    /// The `seq` up to which the journal was read, or messages came from memory.
    long readUpTo() {
        return read.get();
    }

    /// The `seq` up to which the client acknowledged everything.
    long position() {
        return unacknowledged.isEmpty() ? lastPushed : unacknowledged.firstKey() - 1;
    }

    boolean mayKnow(long seq) {
        return seq > readableAfter;
    }

    /// Adds a message that was just journaled, if it is the next one. Messages after a gap are left
    /// to the journal until one read closes the gap.
    void offer(LiveMessage live) {
        if (ended || moreInJournal || inHand.size() >= IN_HAND || !stepTo(live.seq())) {
            found(live.seq());
        } else {
            keep(live);
        }
    }

    private void keep(LiveMessage live) {
        inHand.add(live);
        holdReady(live.bytes());
    }

    private void holdReady(long more) {
        ready += more;
        hold(more);
    }

    private void hold(long more) {
        if (!ended) {
            held += more;
            memory.add(more);
        }
    }

    /// Skips a message that was just journaled and is not for this client. Needs no lock: it only
    /// ever advances to the very next `seq`.
    ///
    /// @return false if a message before it is missing, or if the conversation may begin anew
    boolean pass(long seq) {
        return stepTo(seq) || (seq <= read.get() ? seq > 1 : moreInJournal);
    }

    private boolean stepTo(long seq) {
        return read.compareAndSet(seq - 1, seq);
    }

    /// Records that the journal has this `seq` and all before it. A first message that was read
    /// before is announced twice, or the conversation has begun anew.
    void found(long seq) {
        if (seq > read.get()) {
            moreInJournal = true;
            announcedDuringRead = Math.max(announcedDuringRead, seq);
        } else if (seq == 1) {
            moreInJournal = true;
            mayHaveRestarted = true;
        }
    }

    /// Records that the journal may have more, and that the client may not read it any more.
    void doubt() {
        moreInJournal = true;
        doubtedDuringRead = true;
        inDoubt = true;
        mayHaveRestarted = true;
    }

    /// Keeps an event without a message while the feed is in doubt; of too many the latest.
    ///
    /// @return false if there is no doubt
    boolean withholds(Runnable event) {
        if (inDoubt) {
            withheld.add(event);
            if (withheld.size() > MOST_WITHHELD) {
                withheld.remove();
            }
        }
        return inDoubt;
    }

    /// Removes and returns the next event that may be told now; null if there is none.
    @Nullable Runnable nextWithheld() {
        return inDoubt ? null : withheld.poll();
    }

    /// Removes and returns the next message to push; null if none is in memory.
    @Nullable LiveMessage next() {
        LiveMessage next = inHand.poll();
        if (next != null) {
            holdReady(-next.bytes());
        }
        return next;
    }

    /// Puts back a message that could not be pushed.
    void putBack(LiveMessage live) {
        inHand.addFirst(live);
        holdReady(live.bytes());
    }

    /// The bytes of what waits to be pushed.
    long ready() {
        return ready;
    }

    /// Forgets the messages in memory; they are read from the journal again.
    void leaveToJournal() {
        LiveMessage first = inHand.peek();
        if (first != null) {
            moreInJournal = true;
            read.set(first.seq() - 1);
            inHand.clear();
            holdReady(-ready);
        }
    }

    /// Forgets all messages and keeps the position: timers may know the feed for long.
    void end() {
        lastPushed = position();
        leave();
        ended = true;
        withheld.clear();
    }

    boolean mustRead() {
        return inHand.isEmpty() && moreInJournal && !reading;
    }

    /// Begins a read of the journal.
    ///
    /// @return the `seq` to read after
    long beginRead() {
        reading = true;
        announcedDuringRead = 0;
        doubtedDuringRead = false;
        checksRestart = mayHaveRestarted;
        mayHaveRestarted = false;
        return read.get();
    }

    /// Whether the read that runs finds out if the conversation has begun anew. Needs no lock.
    boolean checksRestart() {
        return checksRestart;
    }

    /// Ends a read that found that the conversation has ended and begun anew. It is read from its
    /// beginning; of the one before it there is nothing left to push or to acknowledge.
    ///
    /// @param readable the `seq` up to which the client may see nothing of the new one
    void restart(long readable) {
        leave();
        reading = false;
        moreInJournal = true;
        readableAfter = readable;
        lastPushed = readable;
        read.set(readable);
    }

    private void leave() {
        hold(-held);
        ready = 0;
        unacknowledged.clear();
        inHand.clear();
    }

    /// Ends a failed read, which must be repeated.
    void failRead() {
        reading = false;
        mayHaveRestarted |= checksRestart;
    }

    /// @param upTo the `seq` up to which the journal was read
    /// @param more whether there is more after that
    void endRead(List<LiveMessage> page, long upTo, boolean more) {
        reading = false;
        read.accumulateAndGet(upTo, Math::max);
        moreInJournal =
                more || doubtedDuringRead || mayHaveRestarted || announcedDuringRead > read.get();
        inDoubt = doubtedDuringRead;
        if (!ended) {
            page.forEach(this::keep);
        }
    }

    void pushed(LiveMessage live, Instant now) {
        if (policy.confirmed()) {
            unacknowledged.put(live.seq(), Unacknowledged.pushed(live, now));
            hold(live.bytes());
        }
        lastPushed = Math.max(lastPushed, live.seq());
    }

    void pushedAgain(Unacknowledged earlier, Instant now) {
        unacknowledged.put(earlier.live().seq(), earlier.again(now));
    }

    /// Records that the client has this message; null if it acknowledged it before or was not sent
    /// it.
    @Nullable Unacknowledged acknowledge(long seq) {
        Unacknowledged pushed = unacknowledged.remove(seq);
        if (pushed != null) {
            hold(-pushed.live().bytes());
        }
        return pushed;
    }

    /// Whether a message that was first pushed before `then` is not acknowledged yet.
    boolean lacksAcknowledgementSince(Instant then) {
        return unacknowledged.values().stream().anyMatch(it -> it.firstAt().isBefore(then));
    }

    int inFlight() {
        return unacknowledged.size();
    }

    /// Returns the messages to push again now: the first that is due and all after it, in order.
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

    /// Returns the time of the next check for due messages; null if an earlier alarm is set or
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
