package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.LiveMessage.Step;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
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
/// next. A write that the store refuses is kept and made once it answers again. A client that has a
/// message has it, whatever became of its delivery since the push: one that was parked or sent
/// again meanwhile is settled all the same.
final class AckLedger {

    private static final Logger LOG = LoggerFactory.getLogger(AckLedger.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;

    /// Some megabytes. While the store is away nothing new is pushed, so few hubs have this many.
    private static final int MOST_UNSETTLED = 20_000;

    private final ClientSessions sessions;
    private final Journal journal;
    private final PendingCounts pending;
    private final Later later;
    private final ConcurrentMap<Place, Advance> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final BlockingQueue<Taken> unsettled = new LinkedBlockingQueue<>(MOST_UNSETTLED);
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();

    /// Whether the last write failed: then one probing write stands for all.
    private final AtomicBoolean away = new AtomicBoolean();

    AckLedger(ClientSessions sessions, Journal journal, PendingCounts pending, Later later) {
        this.sessions = sessions;
        this.journal = journal;
        this.pending = pending;
        this.later = later;
    }

    private record Place(SessionKey session, ConversationId conversation) {}

    /// Records that the client of this session has everything of the conversation up to `seq`.
    /// Never blocks.
    void advance(SessionKey session, ConversationId conversation, long seq, Instant now) {
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
        LOG.debug("{} acknowledged positions wait for the store", batch.size());
        batch.forEach(advance ->
                unwritten.merge(
                        new Place(advance.key(), advance.conversation()),
                        advance,
                        AckLedger::further));
        tryLater();
    }

    /// A message that a client has, and the step that says so.
    private record Taken(
            ConversationId conversation, MessageId message, Step step, Attempt attempt) {

        Settlement settlement() {
            return new Settlement(
                    conversation,
                    message,
                    step.from().revision(),
                    step.next(),
                    attempt,
                    null,
                    Pace.UNHURRIED);
        }

        /// The same for the delivery as it is now; null if nothing is owed. The trace has the
        /// attempt already.
        @Nullable Taken from(@Nullable Delivery now) {
            Instant at = step.next().deliveredAt();
            Step again = Step.from(now, at);
            return again == null
                    ? null
                    : new Taken(
                            conversation,
                            message,
                            again,
                            Attempt.step(at, Attempt.Outcome.DELIVERED, ""));
        }
    }

    /// Settles a delivery that a client acknowledged. Never blocks.
    void settle(Message message, Step step, Attempt attempt) {
        settle(new Taken(message.conversation(), message.id(), step, attempt));
    }

    private void settle(Taken taken) {
        journal.settle(taken.settlement())
                .whenComplete((settled, failure) -> {
                    if (failure == null) {
                        away.set(false);
                        settled(taken, settled);
                    } else {
                        failed(taken, failure);
                    }
                });
    }

    private void settled(Taken taken, Settled settled) {
        switch (settled) {
            case Settled.Done _ -> {
                if (taken.step().from() instanceof Pending) {
                    pending.finished(Target.LIVE_CLIENTS);
                }
            }
            case Settled.Overtaken overtaken -> {
                Taken again = taken.from(overtaken.now());
                if (again != null) {
                    settle(again);
                }
            }
        }
    }

    private void failed(Taken taken, Throwable failure) {
        away.set(isAway(failure));
        if (isAway(failure)) {
            LOG.debug("An acknowledgement waits for the store");
            keep(taken);
            tryLater();
        } else {
            LOG.error("An acknowledgement was not recorded", failure);
        }
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof StoreUnavailableException
                || failure.getCause() instanceof StoreUnavailableException;
    }

    private void keep(Taken taken) {
        if (!unsettled.offer(taken)) {
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
        List<Taken> some = new ArrayList<>();
        unsettled.drainTo(some, away.get() ? 1 : AT_ONCE);
        some.forEach(this::settle);
        if (!unsettled.isEmpty()) {
            tryLater();
        }
    }
}
