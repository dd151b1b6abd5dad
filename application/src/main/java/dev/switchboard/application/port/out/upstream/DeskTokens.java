package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.Target;
import org.jspecify.annotations.Nullable;

/// Recognises desks by the tokens that they sign their calls with. Makes no call and never blocks;
/// compares in constant time.
public interface DeskTokens {

    /// Returns the [name][Upstream#name] of the system whose desks it recognises.
    String system();

    /// @param token as presented by the caller; null if there is none
    TokenStatus verify(@Nullable String token);

    sealed interface TokenStatus {

        /// The caller is this desk. The token says nothing about the rest of the call.
        record Genuine(Target desk) implements TokenStatus {}

        /// There is no token, or it is malformed.
        record Unreadable() implements TokenStatus {}

        /// The token is of no known desk, or is not valid now.
        record Refused() implements TokenStatus {}

        /// No desk is configured, so no token can be valid.
        record NotConfigured() implements TokenStatus {}
    }
}
