package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;

/// Removes the records of ended sessions at desks.
///
/// Throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does
/// not answer within 2 s.
public interface EndedDeskSessions {

    /// Removes the record of a session.
    ///
    /// @return false if the session is not over
    boolean forget(DeskRef chat);
}
