package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;

/// What is still kept of sessions at desks that are over.
///
/// Throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does
/// not answer within 2 s.
public interface EndedDeskSessions {

    /// Forgets one.
    ///
    /// @return false if it is not over
    boolean forget(DeskRef chat);
}
