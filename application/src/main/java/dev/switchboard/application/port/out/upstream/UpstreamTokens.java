package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The token that an upstream gave this hub, and the way to trade a refresh token there (contract
/// netomi 3.1). Minting, renewing and keeping it is the adapter's own business.
public interface UpstreamTokens {

    /// What is held now. Never mints and never blocks.
    State state();

    /// Trades a refresh token with the upstream, once, for whoever asks. Blocks; changes nothing of
    /// what is held.
    Refreshed refresh(Secret refreshToken);

    sealed interface State {
        /// The operator did not say who we are there.
        record Unconfigured() implements State {}

        /// None could be had yet, or the last one is over.
        record Missing() implements State {}

        /// There is one, and nothing is known against it.
        record Held(Secret token, Instant expiresAt) implements State {}

        /// It was minted anew and refused all the same: what goes there waits, and another one is
        /// minted from time to time.
        record Refused() implements State {}
    }

    sealed interface Refreshed {
        /// @param body the upstream's JSON as text, or null if it gave none
        record Answered(@Nullable String body) implements Refreshed {
            @Override
            public String toString() {
                return "Answered[redacted]";
            }
        }

        /// @param status what the upstream answered
        /// @param text what it said, at most 500 characters, without secrets
        record Failed(int status, String text) implements Refreshed {}

        /// No answer came.
        record Unreachable() implements Refreshed {}

        record Unconfigured() implements Refreshed {}
    }
}
