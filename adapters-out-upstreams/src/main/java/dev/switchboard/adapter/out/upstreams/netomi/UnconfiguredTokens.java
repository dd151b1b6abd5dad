package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.secret.Secret;

/// There are no tokens for somebody who did not say who they are.
final class UnconfiguredTokens implements UpstreamTokens {

    @Override
    public State state() {
        return new State.Unconfigured();
    }

    @Override
    public Refreshed refresh(Secret refreshToken) {
        return new Refreshed.Unconfigured();
    }
}
