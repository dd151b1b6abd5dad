package dev.switchboard.domain.channel;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that signs our calls to a channel and verifies its callbacks, in the form of Standard
/// Webhooks (`whsec_` and base64 of 32 random bytes).
///
/// @param id identifies the secret without revealing it
/// @param expiresAt the end of its validity; null until another secret replaces it
public record SigningSecret(
        String id, Secret secret, Instant createdAt, @Nullable Instant expiresAt) {

    public boolean activeAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    SigningSecret expiringAt(Instant instant) {
        return new SigningSecret(id, secret, createdAt, instant);
    }
}
