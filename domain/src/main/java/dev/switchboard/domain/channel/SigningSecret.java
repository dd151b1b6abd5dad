package dev.switchboard.domain.channel;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One key that signs our calls to a channel and verifies its callbacks, in Standard Webhooks form
/// (`whsec_` and base64 of 32 random bytes).
///
/// @param id names the secret without telling it
/// @param expiresAt from when on it is no longer active; null while nothing replaces it
public record SigningSecret(
        String id, Secret secret, Instant createdAt, @Nullable Instant expiresAt) {

    public boolean activeAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    SigningSecret expiringAt(Instant instant) {
        return new SigningSecret(id, secret, createdAt, instant);
    }
}
