package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.util.List;
import java.util.Optional;

/// Shows where accounts are logged in, and ends that.
public interface ManageLogIns {

    /// Returns the log-ins of an account that can be renewed, those that were renewed last first;
    /// empty if there is no such account.
    Optional<List<KeptLogIn>> list(Username account);

    /// Ends one log-in of an account. Its access tokens last until they expire.
    ///
    /// @param id of the log-in
    Ended end(Username account, String id);

    /// Ends all log-ins of an account, its access tokens and its open connections.
    Ended endAll(Username account);

    enum Ended {
        DONE,
        UNKNOWN
    }
}
