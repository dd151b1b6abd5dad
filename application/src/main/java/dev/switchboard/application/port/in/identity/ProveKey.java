package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.Role;
import java.util.Set;

/// Authenticates an API key.
public interface ProveKey {

    /// Finds the key's account. Reads the store: call it once for each key, then ask
    /// [AccountStandings].
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   cannot tell now
    Result prove(String text);

    sealed interface Result {

        /// @param roles the roles of the key that its account has now
        /// @param grant the revision with which [AccountStandings] tells whether this is still
        ///   valid
        record Proven(ApiKey key, Account account, Set<Role> roles, String grant)
                implements Result {}

        /// The key was valid once.
        record Ended() implements Result {}

        /// No such key was ever made.
        record Unknown() implements Result {}
    }
}
