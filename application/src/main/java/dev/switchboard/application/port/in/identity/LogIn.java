package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;

/// Trades a password for an access token that lives an hour (contract yalo-salesforce 2).
public interface LogIn {

    /// Takes as long for an unknown user as for a wrong password.
    Result logIn(String username, Secret password);

    /// Whether a token that was granted then still stands: its account was not removed since, not
    /// even to make room for another of the same name.
    ///
    /// @param granted to the second
    Standing standing(String username, Instant granted);

    sealed interface Result {

        record Granted(Secret token) implements Result {}

        record Refused() implements Result {}
    }

    enum Standing {
        GOOD,
        ENDED
    }
}
