package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.secret.Secret;

/// Trades a password for an access token that is valid for an hour.
public interface LogIn {

    /// Takes as long for an unknown user as for a wrong password.
    Result logIn(String username, Secret password);

    sealed interface Result {

        /// @param revision the revision of the account whose password was proven
        record Granted(Secret token, String revision) implements Result {}

        record Refused() implements Result {}
    }
}
