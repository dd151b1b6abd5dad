package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/// Goes on with a log-in when its access token ends, so that nobody keeps the password.
public interface KeepLogIns {

    /// Begins with an account whose password was just given.
    ///
    /// @param revision of the account when it was: if it was changed meanwhile, this is refused
    /// @param atMost how long it may go on, where that is less than the settings allow
    Result begin(Username account, String revision, Duration atMost);

    /// Trades a refresh token for an access token and the next refresh token. Each is good once;
    /// only for a while is the same answer given again, to callers who did not get it. One that is
    /// shown later was stolen, or its successor was: the log-in is over.
    Result renew(Secret refreshToken);

    /// Ends the log-in of a refresh token, if it is one. Its access tokens last until they expire.
    void end(Secret refreshToken);

    /// Ends all log-ins of an account, its access tokens and what is open by them.
    Ended endAll(Username account);

    sealed interface Result {

        /// @param endsAt from when on the password is needed again, however often it is renewed
        record Granted(Secret accessToken, Secret refreshToken, Instant endsAt) implements Result {}

        record Refused() implements Result {}
    }

    enum Ended {
        DONE,
        UNKNOWN
    }
}
