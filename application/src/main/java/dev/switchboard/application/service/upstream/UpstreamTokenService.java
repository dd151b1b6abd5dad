package dev.switchboard.application.service.upstream;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.port.out.upstream.UpstreamTokens.State;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Shows the token as it is at this moment: one that is over is none.
public final class UpstreamTokenService implements UseUpstreamToken {

    private final UpstreamTokens tokens;
    private final Clock clock;

    public UpstreamTokenService(UpstreamTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public View view() {
        return switch (tokens.state()) {
            case State.Unconfigured _ -> new View.NotConfigured();
            case State.Missing _ -> new View.Missing();
            case State.Refused _ -> new View.Refused();
            case State.Held(Secret token, Instant expiresAt) -> held(token, expiresAt);
        };
    }

    private View held(Secret token, Instant expiresAt) {
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.isPositive() ? new View.Held(token, expiresAt, left) : new View.Missing();
    }

    @Override
    public Refreshed refresh(Secret refreshToken) {
        return switch (tokens.refresh(refreshToken)) {
            case UpstreamTokens.Refreshed.Answered(var body) -> new Refreshed.Answered(body);
            case UpstreamTokens.Refreshed.Failed(int status, String text) ->
                    new Refreshed.Failed(status, text);
            case UpstreamTokens.Refreshed.Unreachable _ -> new Refreshed.Unreachable();
            case UpstreamTokens.Refreshed.Unconfigured _ -> new Refreshed.NotConfigured();
        };
    }
}
