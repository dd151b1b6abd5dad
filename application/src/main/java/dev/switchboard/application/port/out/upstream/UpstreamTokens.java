package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;

/// The token that an upstream gave this hub, and the way to trade a refresh token there. Minting,
/// renewing and keeping it is the adapter's own business.
public interface UpstreamTokens {

    /// What is held now. Never mints and never blocks.
    TokenState state();

    /// Trades a refresh token with the upstream, once, for whoever asks. Blocks; changes nothing of
    /// what is held.
    TokenTrade refresh(Secret refreshToken);
}
