package dev.switchboard.domain.message;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import java.time.Instant;

/// Identifies repeats: the same `(scope, key)` before `expiresAt` is the same request.
///
/// @param scope the principal or channel within which the key is unique
/// @param key the sender's own key, 1-500 characters
/// @param fingerprint a hash of the request; the same key with another fingerprint is a different
///   request
/// @param expiresAt when the key may be reused
public record IdempotencyKey(String scope, String key, String fingerprint, Instant expiresAt) {

    /// The time for which a repeat is recognised by its sender's id (promise D7).
    public static final Duration LIFE = Duration.ofDays(8);

    public IdempotencyKey {
        if (key.isEmpty() || key.length() > 500) {
            throw new InvalidValueException("idempotency_key", Reason.INVALID);
        }
    }
}
