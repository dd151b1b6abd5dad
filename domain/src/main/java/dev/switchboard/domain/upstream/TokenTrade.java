package dev.switchboard.domain.upstream;

import org.jspecify.annotations.Nullable;

/// The result of trading a refresh token with an upstream.
public sealed interface TokenTrade {

    /// @param body the upstream's JSON as text, or null if it gave none
    record Answered(@Nullable String body) implements TokenTrade {
        @Override
        public String toString() {
            return "Answered[redacted]";
        }
    }

    /// @param status the upstream's status
    /// @param text the upstream's text, at most 500 characters, without secrets
    record Failed(int status, String text) implements TokenTrade {}

    /// No answer came.
    record Unreachable() implements TokenTrade {}

    /// The operator configured no credentials.
    record NotConfigured() implements TokenTrade {}
}
