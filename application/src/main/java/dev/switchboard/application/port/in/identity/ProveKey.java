package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.Role;
import java.util.Set;

/// Tells which account a key stands for.
public interface ProveKey {

    /// Reads the store: to be asked once for each key, then [AccountStandings].
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if that cannot
    ///   be told now
    Result prove(String text);

    sealed interface Result {

        /// @param roles what it may do as its account is now
        /// @param grant by which [AccountStandings] tells whether this still holds
        record Proven(ApiKey key, Account account, Set<Role> roles, String grant)
                implements Result {}

        /// It was good once.
        record Ended() implements Result {}

        /// Nobody ever made it.
        record Unknown() implements Result {}
    }
}
