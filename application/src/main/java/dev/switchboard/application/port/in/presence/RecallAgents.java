package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;

/// Asks the desk of a tenant for agents who are users. Called by the owner of an organisation every
/// few seconds. It knows the agents from its store, while a hub that begins with a desk knows
/// nobody.
public interface RecallAgents {

    /// Returns what the desk knows of agents, and makes the desk tell what it learns of them from
    /// now on.
    ///
    /// @param agents of this tenant
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if no hub has
    ///   the desk
    List<Attendance> recall(TenantId tenant, List<StaffMember> agents);
}
