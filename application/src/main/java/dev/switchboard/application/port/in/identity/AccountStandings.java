package dev.switchboard.application.port.in.identity;

/// Says whether what was granted to a local account still stands.
public interface AccountStandings {

    /// Whether the account is still there and as it was then: neither removed, not even to make
    /// room for another of its name, nor given another password or other roles.
    ///
    /// Rarely needs the store: it answers from what this hub knows of the accounts, which is right
    /// at once after a change made here and after a second where another hub made it.
    ///
    /// @param revision the account's when it was granted
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store is
    ///   away and this hub never knew the account so
    Standing check(String username, String revision);

    enum Standing {
        GOOD,

        /// It was good when the store could last be read, which is too long ago to rely on.
        WAS_GOOD,

        ENDED
    }
}
