package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Manages the API keys by which machines act as accounts.
public interface ManageApiKeys {

    /// @throws dev.switchboard.domain.InvalidValueException if a value is malformed, or the expiry
    ///   is past or too far away
    Made make(Username account, Wanted wanted);

    /// Returns the keys that are neither revoked nor expired, oldest first. Empty if there is no
    /// such account.
    Optional<List<ApiKey>> list(Username account);

    /// Revokes a key. It is invalid from now on, and its open connections end within seconds.
    Revoked revoke(Username account, String id);

    /// @param label the key's name for people
    /// @param expiresAt null for the longest life that a key may have
    record Wanted(String label, Set<Role> roles, KeyScope scope, @Nullable Instant expiresAt) {}

    sealed interface Made {

        /// @param text the key itself, which is never shown again
        record Done(ApiKey key, Secret text) implements Made {}

        record UnknownAccount() implements Made {}

        /// The account has as many live keys as allowed.
        record TooMany(int most) implements Made {}

        /// The key asks for more than the account has.
        ///
        /// @param field the field that exceeds the account
        record BeyondAccount(String field) implements Made {}
    }

    enum Revoked {
        DONE,
        UNKNOWN
    }
}
