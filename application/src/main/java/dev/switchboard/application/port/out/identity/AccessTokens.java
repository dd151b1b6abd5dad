package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/// Mints the hub's own access tokens.
public interface AccessTokens {

    /// Returns a signed token that names the account, its revision and its roles and expires `life`
    /// after `now`.
    Secret mint(Account account, Instant now, Duration life);
}
