package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what clients acknowledge: each session's position, and settled deliveries. Positions
/// share their writes: one write runs at a time, and positions that arrive meanwhile go with the
/// next. What the store refuses is kept and written once it answers again.
final class AckLedger {

    private static final Logger log = LoggerFactory.getLogger(AckLedger.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;

    /// Some megabytes. While the store is away nothing new is pushed, so few hubs have this many.
    private static final int MOST_UNSETTLED = 20_000;

    private final ClientSessions sessions;
    private final Journal journal;
    private final Later later;
    private final ConcurrentMap<Place, Advance> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final BlockingQueue<Settlement> unsettled = new LinkedBlockingQueue<>(MOST_UNSETTLED);
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();

    /// Whether the last write failed: then one probing write stands for all.
    private final AtomicBoolean away = new AtomicBoolean();

    AckLedger(ClientSessions sessions, Journal journal, Later later) {
        this.sessions = sessions;
        this.journal = journal;
        this.later = later;
    }

    private record Place(SessionKey session, ConversationId conversation) {}

    /// Records that the client of this session has everything of the conversation up to `seq`.
    /// Never blocks.
    void note(SessionKey session, ConversationId conversation, long seq, Instant now) {
        unwritten.merge(
                new Place(session, conversation),
                new Advance(session, conversation, seq, now),
                AckLedger::further);
        write();
    }

    private static Advance further(Advance one, Advance other) {
        return one.seq() > other.seq() ? one : other;
    }

    private void write() {
        while (!unwritten.isEmpty() && writing.compareAndSet(false, true)) {
            List<Advance> batch = takeAll();
            if (!batch.isEmpty()) {
                sessions.advance(batch).whenComplete((_, failure) -> wrote(batch, failure));
                return;
            }
            writing.set(false);
        }
    }

    private List<Advance> takeAll() {
        List<Advance> batch = new ArrayList<>();
        for (Place place : unwritten.keySet()) {
            Advance advance = unwritten.remove(place);
            if (advance != null) {
                batch.add(advance);
            }
        }
        return batch;
    }

    private void wrote(List<Advance> batch, @Nullable Throwable failure) {
        writing.set(false);
        if (failure == null) {
            write();
            return;
        }
        log.debug("{} acknowledged positions wait for the store", batch.size());
        batch.forEach(advance ->
                unwritten.merge(
                        new Place(advance.key(), advance.conversation()),
                        advance,
                        AckLedger::further));
        tryLater();
    }

    /// Settles a delivery that a client acknowledged. Never blocks.
    void settle(Settlement settlement) {
        journal.settle(settlement).whenComplete((_, failure) -> settled(settlement, failure));
    }

    private void settled(Settlement settlement, @Nullable Throwable failure) {
        away.set(isAway(failure));
        if (isAway(failure)) {
            log.debug("An acknowledgement waits for the store");
            keep(settlement);
            tryLater();
        } else if (failure != null) {
            log.error("An acknowledgement was not recorded", failure);
        }
    }

    private static boolean isAway(@Nullable Throwable failure) {
        return failure instanceof StoreUnavailableException
                || (failure != null && failure.getCause() instanceof StoreUnavailableException);
    }

    private void keep(Settlement settlement) {
        if (!unsettled.offer(settlement)) {
            overflowed.set(true);
        }
    }

    /// Whether a settlement was dropped since the last call for lack of space: then only the
    /// session's position records it.
    boolean takeOverflow() {
        return overflowed.getAndSet(false);
    }

    private void tryLater() {
        if (waiting.compareAndSet(false, true)) {
            later.in(STORE_PAUSE, this::tryAgain);
        }
    }

    private void tryAgain() {
        waiting.set(false);
        write();
        List<Settlement> some = new ArrayList<>();
        unsettled.drainTo(some, away.get() ? 1 : AT_ONCE);
        some.forEach(this::settle);
        if (!unsettled.isEmpty()) {
            tryLater();
        }
    }
}
