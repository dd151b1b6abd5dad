package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/// Keeps a token that an upstream gave us, encrypted, so that a restart need not ask for another.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface TokenVault {

    /// The token last kept under a name. Empty as well if it can no longer be decrypted.
    Optional<Kept> find(String name);

    void keep(String name, Kept token);

    /// @param mintedAt when it was made
    /// @param expiresAt when it must no longer be used
    record Kept(Secret token, Instant mintedAt, Instant expiresAt) {}
}
