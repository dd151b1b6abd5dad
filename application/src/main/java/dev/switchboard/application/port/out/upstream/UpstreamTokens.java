package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;

/// The token that an upstream gave this hub, and the trade of refresh tokens there. The adapter
/// itself mints, renews and stores it.
public interface UpstreamTokens {

    /// Returns the current token. Never mints and never blocks.
    TokenState state();

    /// Trades a caller's refresh token with the upstream, once. Blocks; leaves the current token
    /// unchanged.
    TokenTrade refresh(Secret refreshToken);
}
