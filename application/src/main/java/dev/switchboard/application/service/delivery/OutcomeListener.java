package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.delivery.Delivery;

/// Hears what finally came of deliveries that lanes ran. Never blocks and never throws.
@FunctionalInterface
public interface OutcomeListener {

    /// The target took the message, or it was given up.
    ///
    /// @param callerWasTold whether somebody who waited for it was told the outcome
    void settled(Owed owed, Delivery outcome, boolean callerWasTold);
}
