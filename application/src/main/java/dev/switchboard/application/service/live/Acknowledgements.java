package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.ClientFeeds.Acknowledged;
import dev.switchboard.application.service.live.LiveMessage.Step;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what clients acknowledge: the first one makes a message delivered, and each one moves
/// its own session on. Neither is waited for: a lost record costs a repeat, never a loss.
public final class Acknowledgements {

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

    private final Journal journal;
    private final AckLedger ledger;
    private final PendingCounts pending;
    private final RelayTelemetry telemetry;
    private final Clock clock;

    public Acknowledgements(
            Journal journal,
            ClientSessions sessions,
            PendingCounts pending,
            RelayTelemetry telemetry,
            Clock clock) {
        this.journal = journal;
        this.ledger = new AckLedger(sessions);
        this.pending = pending;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    void record(LiveClient client, ConversationId conversation, Acknowledged acknowledged) {
        Instant now = clock.instant();
        settle(acknowledged.pushed(), now);
        SessionKey session = client.session();
        if (session != null) {
            ledger.note(session, conversation, acknowledged.position(), now);
        }
    }

    private void settle(Unacknowledged pushed, Instant now) {
        Step step = pushed.live().take(now);
        if (step == null) {
            return;
        }
        Attempt attempt = attempt(pushed, now);
        if (step.from() instanceof Pending) {
            pending.finished(Target.LIVE_CLIENTS);
        }
        telemetry.attempted(Target.LIVE_CLIENTS, pushed.live().message().at(), attempt);
        journal.settle(
                        new Settlement(
                                pushed.live().message().conversation(),
                                pushed.live().message().id(),
                                step.from().revision(),
                                step.next(),
                                attempt,
                                null,
                                Pace.UNHURRIED))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.debug("An acknowledgement was not recorded and may be asked for again");
                    }
                });
    }

    private static Attempt attempt(Unacknowledged pushed, Instant now) {
        return new Attempt(
                pushed.pushes(),
                pushed.firstAt(),
                Duration.between(pushed.firstAt(), now),
                Attempt.Outcome.DELIVERED,
                null,
                "",
                false);
    }
}
