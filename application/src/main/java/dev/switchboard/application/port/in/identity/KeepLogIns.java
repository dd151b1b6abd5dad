package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Continues log-ins after their access tokens end, so that clients need not keep the password.
public interface KeepLogIns {

    /// Begins a log-in of an account whose password was just proven.
    ///
    /// @param revision the account's revision at that time; refused if the account was changed
    ///   meanwhile
    /// @param mark of its tokens; renewals with another mark are refused
    /// @param atMost the longest duration of the log-in, if that is less than the settings allow
    Result begin(Username account, String revision, Mark mark, Duration atMost);

    /// Trades a refresh token for an access token and the next refresh token. Each refresh token is
    /// good once. For a short while a repeat gets the same answer, for callers who did not receive
    /// it. A later repeat means that this token or its successor was stolen: the log-in is ended.
    ///
    /// @param idle how long it may have gone without a renewal, if that is less than the settings
    ///   allow; after that it is ended
    Result renew(Secret refreshToken, Mark mark, Duration idle);

    /// Ends the log-in of a refresh token, if it is valid. Its access tokens last until they
    /// expire.
    void end(Secret refreshToken);

    sealed interface Result {

        /// @param roles the account's roles, as the access token has them
        /// @param endsAt the time from which the password is needed again, despite renewals
        record Granted(
                Username account,
                Set<Role> roles,
                Secret accessToken,
                Secret refreshToken,
                Instant endsAt)
                implements Result {
            public Granted {
                roles = Set.copyOf(roles);
            }
        }

        record Refused() implements Result {}
    }
}
