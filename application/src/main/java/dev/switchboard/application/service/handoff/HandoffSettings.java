package dev.switchboard.application.service.handoff;

import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Duration;
import java.util.List;

/// The settings of the hub's own desk.
///
/// @param enabled whether conversations go to agents at all when a bot asks for one
/// @param offerDeadline how long an offer stands
/// @param lease how long a lease lasts without renewal
/// @param heartbeat how often consoles should renew a lease that is long enough
/// @param goneAfter how long it lasts after its agent's last console was lost
/// @param offlineGrace how long an agent without a console still counts as signed in
/// @param maxChats the greatest number of conversations per agent
/// @param queues the queues of each tenant; new handoffs go to the first one
public record HandoffSettings(
        boolean enabled,
        Duration offerDeadline,
        Duration lease,
        Duration heartbeat,
        Duration goneAfter,
        Duration offlineGrace,
        int maxChats,
        int maxConsoles,
        ContextWindow window,
        List<QueueId> queues) {

    /// The greatest number of conversations that one console follows, watched ones included.
    public static final int MOST_FOLLOWED = 32;

    private static final int RENEWALS = 4;
    private static final Duration MOST_OFTEN = Duration.ofSeconds(1);

    public HandoffSettings {
        queues = List.copyOf(queues);
    }

    /// How often consoles should renew their leases: a short lease more often, so that it outlives
    /// a renewal that is late or lost.
    public Duration renewal() {
        Duration most = lease.dividedBy(RENEWALS);
        Duration wanted = heartbeat.compareTo(most) < 0 ? heartbeat : most;
        return wanted.compareTo(MOST_OFTEN) < 0 ? MOST_OFTEN : wanted;
    }

    QueueId firstQueue() {
        return queues.getFirst();
    }
}
