package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parks messages that no client fetched in time, where the origin's contract says so. An owner who
/// returns still gets them, and admins see them meanwhile.
final class LiveUpkeep {

    private static final int STEP = 1000;
    private static final int MESSAGES = 100;

    private final Backlog backlog;
    private final Journal journal;
    private final PendingCounts pending;
    private final RelayTelemetry telemetry;
    private final LiveEvents live;
    private final Map<String, Duration> parkAfter;
    private final Clock clock;

    /// @param parkAfter by origin; messages for clients of other origins wait until retention
    ///   removes them
    LiveUpkeep(
            Backlog backlog,
            Journal journal,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            Map<String, Duration> parkAfter,
            Clock clock) {
        this.backlog = backlog;
        this.journal = journal;
        this.pending = pending;
        this.telemetry = telemetry;
        this.live = live;
        this.parkAfter = Map.copyOf(parkAfter);
        this.clock = clock;
    }

    /// Parks everything that has waited too long.
    void parkUnfetched() {
        @Nullable String from = null;
        do {
            var step = backlog.conversations(Target.LIVE_CLIENTS, from, STEP);
            step.found().forEach(this::parkUnfetchedOf);
            from = step.next();
        } while (from != null);
    }

    private void parkUnfetchedOf(ConversationId conversation) {
        Duration patience = parkAfter.get(conversation.origin());
        if (patience == null) {
            return;
        }
        Instant now = clock.instant();
        List<Owed> page;
        List<Owed> late;
        do {
            page = backlog.pending(new LaneKey(conversation, Target.LIVE_CLIENTS), MESSAGES);
            late =
                    page.stream()
                            .filter(owed -> !now.isBefore(owed.delivery().since().plus(patience)))
                            .toList();
            late.forEach(owed -> park(owed, now));
        } while (late.size() == MESSAGES);
    }

    private void park(Owed owed, Instant now) {
        Attempt step = Attempt.step(now, Attempt.Outcome.PARKED, ParkReason.NO_CLIENT.code());
        Delivery parked = owed.delivery().park(ParkReason.NO_CLIENT, now);
        Settled settled =
                journal.settle(
                                new Settlement(
                                        owed.message(), owed.delivery().revision(), parked, step))
                        .toCompletableFuture()
                        .join();
        if (settled instanceof Settled.Done) {
            pending.finished(Target.LIVE_CLIENTS);
            telemetry.parked(Target.LIVE_CLIENTS, owed.message().id(), ParkReason.NO_CLIENT);
            if (owed.message().author().party() == Party.AGENT) {
                live.publish(new Event.Reached(owed.message(), parked));
            }
        }
    }
}
