package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.delivery.Delivery;

/// Receives the outcomes of deliveries that lanes ran. Never blocks and never throws.
@FunctionalInterface
public interface OutcomeListener {

    /// The target took the message, it was parked, or the first of several calls failed: then the
    /// outcome is pending still.
    ///
    /// @param callerWasTold whether a caller who waited for the message was told the outcome
    void settled(Owed owed, Delivery outcome, boolean callerWasTold);
}
