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
/// @param goneAfter how long it lasts after its agent's last console was lost
/// @param offlineGrace how long an agent without a console still counts as signed in
/// @param maxChats the greatest number of conversations per agent
/// @param queues the queues of each tenant; new handoffs go to the first one
public record HandoffSettings(
        boolean enabled,
        Duration offerDeadline,
        Duration lease,
        Duration goneAfter,
        Duration offlineGrace,
        int maxChats,
        int maxConsoles,
        ContextWindow window,
        List<QueueId> queues) {

    /// The greatest number of conversations that one console follows, watched ones included.
    public static final int MOST_FOLLOWED = 32;

    public HandoffSettings {
        queues = List.copyOf(queues);
    }

    QueueId firstQueue() {
        return queues.getFirst();
    }
}
