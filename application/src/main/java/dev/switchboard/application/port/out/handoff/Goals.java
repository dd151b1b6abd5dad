package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;

/// Keeps the goals of queues.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Goals {

    /// Returns the goals of a tenant's queue; [QueueGoals#none] if they were never saved.
    QueueGoals of(TenantId tenant, QueueId queue);

    /// Stores goals, if the stored ones have the version before. Durable when it returns.
    ///
    /// @param goals of a version of at least 1
    /// @return false, without a change, if the stored ones have another version
    boolean save(QueueGoals goals);
}
