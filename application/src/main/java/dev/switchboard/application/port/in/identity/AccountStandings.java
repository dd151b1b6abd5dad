package dev.switchboard.application.port.in.identity;

/// Tells whether a grant to a local account is still valid.
public interface AccountStandings {

    /// Checks whether the account still exists and is unchanged since the grant: not removed (not
    /// even to be created again under the same name) and without a new password or new roles.
    ///
    /// Rarely reads the store: it answers from this hub's knowledge of the accounts, which is
    /// current at once after a change made here and after two seconds if another hub made it.
    ///
    /// @param revision the account's revision at the time of the grant
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store is
    ///   away and this hub never knew this revision of the account
    Standing check(String username, String revision);

    enum Standing {
        GOOD,

        /// It was valid when the store could last be read, which is too long ago to rely on.
        WAS_GOOD,

        ENDED
    }
}
