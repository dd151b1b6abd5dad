package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.ConnectionFeeds.Acknowledged;
import dev.switchboard.application.service.live.LiveMessage.Step;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Records what clients acknowledge: the first acknowledgement settles the delivery, and each one
/// advances its own session. Nothing waits for either. While the store is away they are kept; if a
/// crash loses them, the session's position still shows what was acknowledged.
final class Acknowledgements {

    private final AckLedger ledger;
    private final RelayTelemetry telemetry;
    private final LiveEvents live;
    private final Clock clock;

    Acknowledgements(
            Journal journal,
            ClientSessions sessions,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            Later later,
            Clock clock) {
        this.ledger = new AckLedger(sessions, journal, pending, later);
        this.telemetry = telemetry;
        this.live = live;
        this.clock = clock;
    }

    void record(LiveClient client, ConversationId conversation, Acknowledged acknowledged) {
        Instant now = clock.instant();
        settle(acknowledged.pushed(), now);
        SessionKey session = client.session();
        if (session != null) {
            ledger.advance(session, conversation, acknowledged.position(), now);
        }
    }

    private void settle(Unacknowledged pushed, Instant now) {
        Step step = pushed.live().take(now);
        if (step == null) {
            return;
        }
        settle(pushed.live().message(), step, attempt(pushed, now));
    }

    private void settle(Message message, Step step, Attempt attempt) {
        telemetry.attempted(Target.LIVE_CLIENTS, message, message.at(), attempt);
        if (message.author().party() == Party.AGENT) {
            live.publish(new Event.Reached(message, step.next()));
        }
        ledger.settle(message, step, attempt);
    }

    /// Settles a delivery that was acknowledged before this hub started, or when no more could be
    /// kept.
    void record(Owed owed) {
        Instant now = clock.instant();
        Step step = new Step(owed.delivery(), owed.delivery().delivered(now));
        settle(owed.message(), step, Attempt.taken(owed.delivery(), now));
    }

    /// Whether a settlement was dropped since the last call for lack of space.
    boolean takeOverflow() {
        return ledger.takeOverflow();
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
