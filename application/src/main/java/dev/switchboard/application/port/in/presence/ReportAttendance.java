package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;

/// Tells the owner of an organisation which of its users are at a desk as agents. Called by the hub
/// with the desk, when something changes.
public interface ReportAttendance {

    /// Signs a user in at the desk, and returns when that is durable.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the user is
    ///   signed in as soon as the store is back, unless told otherwise meanwhile
    void come(Attendance coming);

    /// Takes what a desk knows. The organisation agrees with it soon, or as soon as the store is
    /// back.
    ///
    /// @param all of this organisation
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the
    ///   organisation agrees only after the desk was asked
    void tell(OrgId org, List<Attendance> all);
}
