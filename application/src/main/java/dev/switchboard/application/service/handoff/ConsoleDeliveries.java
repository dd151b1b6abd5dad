package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.AppendOrder;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// What users said to an agent: delivered when the holder's console has it, parked when the handoff
/// is over before that. Until then it waits in the journal, as all does that nobody is called for.
public final class ConsoleDeliveries {

    private static final int PAGE = 100;

    private final Journal journal;
    private final Backlog backlog;
    private final PendingCounts pending;
    private final RelayTelemetry telemetry;
    private final LiveEvents live;
    private final Clock clock;

    /// One at a time for each conversation, so that nothing is counted twice.
    private final AppendOrder turns = new AppendOrder();

    public ConsoleDeliveries(
            Journal journal,
            Backlog backlog,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            Clock clock) {
        this.journal = journal;
        this.backlog = backlog;
        this.pending = pending;
        this.telemetry = telemetry;
        this.live = live;
        this.clock = clock;
    }

    /// What becomes of one delivery, and what the trace says of it.
    private record Outcome(Delivery next, Attempt attempt) {}

    /// The holder has everything up to `seq`.
    void taken(ConversationId conversation, long seq) {
        settle(conversation, seq, owed -> taken(owed, clock.instant()));
    }

    private static Outcome taken(Owed owed, Instant now) {
        return new Outcome(
                owed.delivery().delivered(now),
                new Attempt(
                        owed.delivery().attempts() + 1,
                        now,
                        Duration.ZERO,
                        Attempt.Outcome.DELIVERED,
                        null,
                        "",
                        false));
    }

    /// The handoff is over: nobody is going to read the rest.
    void giveUpRest(ConversationId conversation) {
        settle(conversation, Long.MAX_VALUE, owed -> parked(owed, clock.instant()));
    }

    private static Outcome parked(Owed owed, Instant now) {
        ParkReason reason = ParkReason.NO_AGENT;
        return new Outcome(
                owed.delivery().park(reason, now),
                Attempt.step(now, Attempt.Outcome.PARKED, reason.code()));
    }

    private void settle(ConversationId conversation, long upTo, Function<Owed, Outcome> outcome) {
        turns.inOrder(
                conversation,
                () -> {
                    List<Owed> some = due(conversation, upTo);
                    while (!some.isEmpty()) {
                        some.forEach(owed -> settle(owed, outcome.apply(owed)));
                        some = due(conversation, upTo);
                    }
                    return some;
                });
    }

    private List<Owed> due(ConversationId conversation, long upTo) {
        return backlog.pending(new LaneKey(conversation, Target.CONSOLES), PAGE).stream()
                .filter(owed -> owed.message().seq() <= upTo)
                .toList();
    }

    private void settle(Owed owed, Outcome outcome) {
        Settlement settlement =
                new Settlement(
                        owed.message(),
                        owed.delivery().revision(),
                        outcome.next(),
                        outcome.attempt());
        if (settled(settlement) != Settled.DONE) {
            return;
        }
        pending.finished(Target.CONSOLES);
        if (outcome.next() instanceof Delivery.Parked(_, _, _, var reason, _)) {
            telemetry.parked(Target.CONSOLES, owed.message().id(), reason);
        } else {
            telemetry.attempted(Target.CONSOLES, owed.message().at(), outcome.attempt());
        }
        live.publish(new Event.Settled(owed.message(), outcome.next()));
    }

    private Settled settled(Settlement settlement) {
        try {
            return journal.settle(settlement).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StoreUnavailableException("What a console has was not recorded", e);
        }
    }
}
