package dev.switchboard.domain.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;

/// The state of the token that an upstream issued to this hub.
public sealed interface TokenState {

    /// The operator configured no credentials.
    record NotConfigured() implements TokenState {}

    /// No token: none could be had yet, or the last one expired.
    record Missing() implements TokenState {}

    /// A token that was not refused so far.
    record Held(Secret token, Instant expiresAt) implements TokenState {}

    /// A freshly minted token was refused as well: deliveries wait, and another token is minted
    /// from time to time.
    record Refused() implements TokenState {}
}
