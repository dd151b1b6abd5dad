package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The bot's token with the state that a test sets; it is valid at first. Other upstreams have
/// none.
public final class FakeUpstreamToken implements UseUpstreamToken {

    private static final String BOT = "netomi";

    private TokenState state =
            new TokenState.Held(new Secret("server-token"), Instant.parse("2026-01-31T13:00:00Z"));
    private TokenTrade trade = new TokenTrade.Answered("{\"token\":\"new\"}");
    private final List<Secret> traded = new ArrayList<>();

    public void shows(TokenState changed) {
        state = changed;
    }

    public void answers(TokenTrade changed) {
        trade = changed;
    }

    public List<Secret> traded() {
        return traded;
    }

    @Override
    public TokenState state(String upstream) {
        return upstream.equals(BOT) ? state : new TokenState.NotConfigured();
    }

    @Override
    public TokenTrade refresh(String upstream, Secret refreshToken) {
        if (!upstream.equals(BOT)) {
            return new TokenTrade.NotConfigured();
        }
        traded.add(refreshToken);
        return trade;
    }
}
