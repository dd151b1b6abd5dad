package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The token that an upstream gave this hub, for those who may see it (contract netomi 2.1).
public interface UseUpstreamToken {

    /// What the hub holds now. Never mints one and never blocks.
    View view();

    /// Trades a refresh token with the upstream. Blocks its thread.
    Refreshed refresh(Secret refreshToken);

    sealed interface View {
        /// The operator did not say who we are there.
        record NotConfigured() implements View {}

        /// There is none that could be used now.
        record Missing() implements View {}

        /// The upstream takes none that it gives us: what goes there waits.
        record Refused() implements View {}

        /// @param left how long it may still be used; positive
        record Held(Secret token, Instant expiresAt, Duration left) implements View {}
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

        record NotConfigured() implements Refreshed {}
    }
}
