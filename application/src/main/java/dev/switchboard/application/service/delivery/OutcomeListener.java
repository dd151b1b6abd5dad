package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.delivery.Delivery;

/// Receives the final outcomes of deliveries that lanes ran. Never blocks and never throws.
@FunctionalInterface
public interface OutcomeListener {

    /// The target took the message, or it was parked.
    ///
    /// @param callerWasTold whether a caller who waited for the message was told the outcome
    void settled(Owed owed, Delivery outcome, boolean callerWasTold);
}
