package dev.switchboard.domain.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;

/// How it stands with the token that an upstream gave this hub.
public sealed interface TokenState {

    /// The operator did not say who we are there.
    record NotConfigured() implements TokenState {}

    /// There is none: none could be had yet, or the last one is over.
    record Missing() implements TokenState {}

    /// There is one, and nothing is known against it.
    record Held(Secret token, Instant expiresAt) implements TokenState {}

    /// It was minted anew and refused all the same: what goes there waits, and another one is
    /// minted from time to time.
    record Refused() implements TokenState {}
}
