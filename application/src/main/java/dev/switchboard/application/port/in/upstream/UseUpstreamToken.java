package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;

/// Gives access to the tokens that upstreams gave this hub. An upstream whose token may not be seen
/// counts as not configured.
public interface UseUpstreamToken {

    /// Returns the current token; an expired one counts as none. Never mints a token and never
    /// blocks.
    ///
    /// @param upstream the system's name
    TokenState state(String upstream);

    /// Trades a refresh token with the upstream. Blocks its thread.
    TokenTrade refresh(String upstream, Secret refreshToken);
}
