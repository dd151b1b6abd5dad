package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;

/// The tokens that upstreams gave this hub, for those who may see them. An upstream that shows none
/// counts as not configured.
public interface UseUpstreamToken {

    /// What the hub holds now; a token that is over is none. Never mints one and never blocks.
    ///
    /// @param upstream the system's name
    TokenState state(String upstream);

    /// Trades a refresh token with the upstream. Blocks its thread.
    TokenTrade refresh(String upstream, Secret refreshToken);
}
