package dev.switchboard.domain.upstream;

import org.jspecify.annotations.Nullable;

/// What came of trading a refresh token with an upstream.
public sealed interface TokenTrade {

    /// @param body the upstream's JSON as text, or null if it gave none
    record Answered(@Nullable String body) implements TokenTrade {
        @Override
        public String toString() {
            return "Answered[redacted]";
        }
    }

    /// @param status what the upstream answered
    /// @param text what it said, at most 500 characters, without secrets
    record Failed(int status, String text) implements TokenTrade {}

    /// No answer came.
    record Unreachable() implements TokenTrade {}

    /// The operator did not say who we are there.
    record NotConfigured() implements TokenTrade {}
}
