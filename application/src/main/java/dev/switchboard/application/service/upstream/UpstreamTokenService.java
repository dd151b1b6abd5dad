package dev.switchboard.application.service.upstream;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Returns the current tokens of upstreams.
final class UpstreamTokenService implements UseUpstreamToken {

    private final List<Upstream> upstreams;
    private final Clock clock;

    UpstreamTokenService(List<Upstream> upstreams, Clock clock) {
        this.upstreams = List.copyOf(upstreams);
        this.clock = clock;
    }

    @Override
    public TokenState state(String upstream) {
        TokenState state =
                tokensOf(upstream)
                        .map(UpstreamTokens::state)
                        .orElseGet(TokenState.NotConfigured::new);
        boolean over =
                state instanceof TokenState.Held held
                        && !clock.instant().isBefore(held.expiresAt());
        return over ? new TokenState.Missing() : state;
    }

    @Override
    public TokenTrade refresh(String upstream, Secret refreshToken) {
        return tokensOf(upstream)
                .map(tokens -> tokens.refresh(refreshToken))
                .orElseGet(TokenTrade.NotConfigured::new);
    }

    private Optional<UpstreamTokens> tokensOf(String upstream) {
        return upstreams.stream()
                .filter(system -> system.name().equals(upstream))
                .findFirst()
                .map(Upstream::tokens);
    }
}
