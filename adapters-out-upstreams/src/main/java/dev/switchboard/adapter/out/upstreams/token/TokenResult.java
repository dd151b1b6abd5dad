package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of requesting a token.
public sealed interface TokenResult {

    /// @param life how long it may be used
    record Minted(Secret token, Duration life) implements TokenResult {}

    /// @param reason for our log, without anything that the peer said
    /// @param retryAfter how long the peer asks us to wait, if it does
    record Failed(String reason, @Nullable Duration retryAfter) implements TokenResult {}
}
