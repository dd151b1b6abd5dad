package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/// Mints the hub's own access tokens.
public interface AccessTokens {

    /// The life of each token.
    Duration LIFE = Duration.ofHours(1);

    /// Returns a signed token that names the account, its revision and its roles and expires
    /// [#LIFE] after `now`.
    Secret mint(Account account, Instant now);
}
