package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.secret.Secret;

/// Shows the token that messages go out with, and passes refresh tokens on.
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
    public State state() {
        return switch (keeper.condition()) {
            case REFUSED -> new State.Refused();
            case MISSING -> new State.Missing();
            case HELD -> keeper.held().map(NetomiTokens::held).orElseGet(State.Missing::new);
        };
    }

    private static State held(Kept token) {
        return new State.Held(token.token(), token.expiresAt());
    }

    @Override
    public Refreshed refresh(Secret refreshToken) {
        return switch (client.exchange(requests.refreshToken(refreshToken))) {
            case Exchange.Blocked _, Exchange.Failed _ -> new Refreshed.Unreachable();
            case Exchange.Answered answer when answer.succeeded() ->
                    new Refreshed.Answered(answer.json());
            case Exchange.Answered answer ->
                    new Refreshed.Failed(answer.status(), FailureText.of(answer, refreshToken));
        };
    }
}
