package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Optional;

/// Keeps the goals of a tenant's queues. Nobody sees another tenant's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepGoals {

    /// Returns the goals of all queues, in the order of the setting.
    List<QueueGoals> list(TenantId tenant);

    /// @return empty if there is no such queue
    Optional<QueueGoals> find(TenantId tenant, QueueId queue);

    /// Replaces the goals of the version before. The walls of the tenant show them.
    ///
    /// @param goals of a queue that there is
    /// @return false, without a change, if they have another version
    boolean save(QueueGoals goals);
}
