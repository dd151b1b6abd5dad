package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Settles the deliveries of users' messages to agents: delivered when the holder's console has the
/// message, parked if the handoff ends before. Until then they wait in the journal; no call is made
/// for them.
final class ConsoleDeliveries {

    private static final int PAGE = 100;

    private final Journal journal;
    private final Backlog backlog;
    private final PendingCounts pending;
    private final RelayTelemetry telemetry;
    private final LiveEvents live;
    private final Clock clock;

    /// Not the lock that appends use, because settlements are awaited under it. It makes one
    /// settlement run at a time, so that nothing is counted twice.
    private final ConversationLocks settling;

    ConsoleDeliveries(
            Journal journal,
            Backlog backlog,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            PartitionOwnership ownership,
            Clock clock) {
        this.journal = journal;
        this.backlog = backlog;
        this.pending = pending;
        this.telemetry = telemetry;
        this.live = live;
        this.settling = new ConversationLocks(ownership);
        this.clock = clock;
    }

    /// The new state of a delivery, and its entry in the trace.
    private record Outcome(Delivery next, Attempt attempt) {}

    /// Settles everything up to `seq`, because the holder has it.
    public void taken(ConversationId conversation, long seq) {
        settle(conversation, seq, owed -> taken(owed, clock.instant()), Pace.UNHURRIED);
    }

    /// Like [#taken(ConversationId, long)], but prompt.
    public void takenNow(ConversationId conversation, long seq) {
        settle(conversation, seq, owed -> taken(owed, clock.instant()), Pace.PROMPT);
    }

    private static Outcome taken(Owed owed, Instant now) {
        return new Outcome(owed.delivery().delivered(now), Attempt.taken(owed.delivery(), now));
    }

    /// Parks the rest, because the handoff is over and no agent will read it.
    void giveUpRest(ConversationId conversation) {
        settle(conversation, Long.MAX_VALUE, owed -> parked(owed, clock.instant()), Pace.PROMPT);
    }

    private static Outcome parked(Owed owed, Instant now) {
        ParkReason reason = ParkReason.NO_AGENT;
        return new Outcome(
                owed.delivery().park(reason, now),
                Attempt.step(now, Attempt.Outcome.PARKED, reason.code()));
    }

    private void settle(
            ConversationId conversation, long upTo, Function<Owed, Outcome> outcome, Pace pace) {
        settling.withLock(
                conversation,
                () -> {
                    List<Owed> page;
                    List<Owed> due;
                    do {
                        page = backlog.pending(new LaneKey(conversation, Target.CONSOLES), PAGE);
                        due = page.stream().filter(owed -> owed.message().seq() <= upTo).toList();
                        settle(due, outcome, pace);
                    } while (page.size() == PAGE && !due.isEmpty());
                });
    }

    /// All at once, so that the store can write them together.
    private void settle(List<Owed> due, Function<Owed, Outcome> outcome, Pace pace) {
        List<Step> steps =
                due.stream().map(owed -> begin(owed, outcome.apply(owed), pace)).toList();
        steps.forEach(this::finish);
    }

    /// A settlement in progress.
    private record Step(Owed owed, Outcome outcome, CompletionStage<Settled> settled) {}

    private Step begin(Owed owed, Outcome outcome, Pace pace) {
        Settlement settlement =
                new Settlement(
                        owed.message().conversation(),
                        owed.message().id(),
                        owed.delivery().revision(),
                        outcome.next(),
                        outcome.attempt(),
                        null,
                        pace);
        return new Step(owed, outcome, journal.settle(settlement));
    }

    private void finish(Step step) {
        if (!(settled(step) instanceof Settled.Done)) {
            return;
        }
        Message message = step.owed().message();
        pending.finished(Target.CONSOLES);
        if (step.outcome().next() instanceof Delivery.Parked(_, _, _, var reason, _)) {
            telemetry.parked(Target.CONSOLES, message.id(), reason);
        } else {
            telemetry.attempted(Target.CONSOLES, message, message.at(), step.outcome().attempt());
        }
        live.publish(new Event.Settled(message, step.outcome().next()));
    }

    private static Settled settled(Step step) {
        try {
            return step.settled().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StoreUnavailableException("What a console has was not recorded", e);
        }
    }
}
