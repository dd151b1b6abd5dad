package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of asking for a token.
public sealed interface TokenResult {

    /// @param life for how long it may be used
    record Minted(Secret token, Duration life) implements TokenResult {}

    /// @param reason for our log, without anything the peer said
    /// @param retryAfter how long the peer asks to wait, if it does
    record Failed(String reason, @Nullable Duration retryAfter) implements TokenResult {}
}
