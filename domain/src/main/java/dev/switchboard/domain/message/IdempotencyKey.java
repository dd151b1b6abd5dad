package dev.switchboard.domain.message;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import java.time.Instant;

/// What makes a repeat recognisable: the same `(scope, key)` before `expiresAt` is the same
/// request.
///
/// @param scope who or what the key is unique within, such as a principal or a channel
/// @param key the sender's own key, 1-500 characters
/// @param fingerprint a hash of what was asked; the same key with another one is a different
///   request
/// @param expiresAt from when on the key may be used afresh
public record IdempotencyKey(String scope, String key, String fingerprint, Instant expiresAt) {

    /// How long a repeat is recognised by the id its sender gave (promise D7).
    public static final Duration LIFE = Duration.ofDays(8);

    public IdempotencyKey {
        if (key.isEmpty() || key.length() > 500) {
            throw new InvalidValueException("idempotency_key", Reason.INVALID);
        }
    }
}
