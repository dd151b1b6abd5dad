package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;

/// Shows the state of the message token, and passes refresh tokens on.
final class NetomiTokens implements UpstreamTokens {

    private final EgressClient client;
    private final NetomiRequests requests;
    private final TokenKeeper keeper;

    NetomiTokens(EgressClient client, NetomiRequests requests, TokenKeeper keeper) {
        this.client = client;
        this.requests = requests;
        this.keeper = keeper;
    }

    @Override
    public TokenState state() {
        return switch (keeper.condition()) {
            case REFUSED -> new TokenState.Refused();
            case MISSING -> new TokenState.Missing();
            case HELD -> keeper.held().map(NetomiTokens::held).orElseGet(TokenState.Missing::new);
        };
    }

    private static TokenState held(Kept token) {
        return new TokenState.Held(token.token(), token.expiresAt());
    }

    @Override
    public TokenTrade refresh(Secret refreshToken) {
        return switch (client.exchange(requests.refreshToken(refreshToken))) {
            case Exchange.Blocked _, Exchange.Failed _ -> new TokenTrade.Unreachable();
            case Exchange.Answered answer when answer.succeeded() ->
                    new TokenTrade.Answered(answer.json());
            case Exchange.Answered answer ->
                    new TokenTrade.Failed(answer.status(), FailureText.of(answer, refreshToken));
        };
    }
}
