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

/// The keys by which machines act as accounts.
public interface ManageApiKeys {

    /// @throws dev.switchboard.domain.InvalidValueException if a value has a wrong form, or the
    ///   expiry is past or too far away
    Made make(Username account, Wanted wanted);

    /// Those that are neither revoked nor expired, the oldest first; empty if there is no such
    /// account.
    Optional<List<ApiKey>> list(Username account);

    /// It is good for nothing from now on, and what is open by it ends within seconds.
    Revoked revoke(Username account, String id);

    /// @param label what people call it
    /// @param expiresAt null for the longest life that a key may have
    record Wanted(String label, Set<Role> roles, KeyScope scope, @Nullable Instant expiresAt) {}

    sealed interface Made {

        /// @param text the key itself, which nobody can show again
        record Done(ApiKey key, Secret text) implements Made {}

        record UnknownAccount() implements Made {}

        /// It has as many live keys as it may have.
        record TooMany(int most) implements Made {}

        /// The account itself has less.
        ///
        /// @param field what is too much
        record BeyondAccount(String field) implements Made {}
    }

    enum Revoked {
        DONE,
        UNKNOWN
    }
}
