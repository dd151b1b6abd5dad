package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.ClientFeeds.Acknowledged;
import dev.switchboard.application.service.live.LiveMessage.Step;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Records what clients acknowledge: the first one makes a message delivered, and each one moves
/// its own session on. Neither is waited for: while the store is away they are kept, and of what a
/// crash takes with it the session's position tells.
final class Acknowledgements {

    private final AckLedger ledger;
    private final PendingCounts pending;
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
        this.ledger = new AckLedger(sessions, journal, later);
        this.pending = pending;
        this.telemetry = telemetry;
        this.live = live;
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
        settle(pushed.live().message(), step, attempt(pushed, now));
    }

    private void settle(Message message, Step step, Attempt attempt) {
        if (step.from() instanceof Pending) {
            pending.finished(Target.LIVE_CLIENTS);
        }
        telemetry.attempted(Target.LIVE_CLIENTS, message.at(), attempt);
        if (message.author().party() == Party.AGENT) {
            live.publish(new Event.Reached(message, step.next()));
        }
        ledger.settle(
                new Settlement(
                        message.conversation(),
                        message.id(),
                        step.from().revision(),
                        step.next(),
                        attempt,
                        null,
                        Pace.UNHURRIED));
    }

    /// What a client acknowledged before this hub started, or while it could keep no more.
    void record(Owed owed) {
        Instant now = clock.instant();
        Attempt attempt =
                new Attempt(
                        owed.delivery().attempts() + 1,
                        now,
                        Duration.ZERO,
                        Attempt.Outcome.DELIVERED,
                        null,
                        "",
                        false);
        Step step = new Step(owed.delivery(), owed.delivery().delivered(now));
        settle(owed.message(), step, attempt);
    }

    /// Whether something was acknowledged since this was last asked that could not be kept.
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
