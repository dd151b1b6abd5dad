package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.netomi.AnswerRules.Meaning;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper.Permit;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;

/// Posts users' messages to the bot with the current token, and once more with another one if that
/// is refused.
final class NetomiGateway implements UserMessageGateway {

    static final Target BOT = new Target(Target.Kind.BOT, "netomi");

    private final EgressClient client;
    private final NetomiRequests requests;
    private final AnswerRules reading;
    private final TokenKeeper tokens;

    NetomiGateway(
            EgressClient client, NetomiRequests requests, AnswerRules reading, TokenKeeper tokens) {
        this.client = client;
        this.requests = requests;
        this.reading = reading;
        this.tokens = tokens;
    }

    @Override
    public boolean serves(Target target) {
        return target.equals(BOT);
    }

    @Override
    public boolean repeatsUnknown() {
        return reading.repeatsUnknown();
    }

    @Override
    public SendOutcome send(Target target, Message message) {
        String body = message.content().text();
        return switch (tokens.permit()) {
            case Permit.Wait(var until) -> new SendOutcome.NotBefore(until);
            case Permit.Granted(Kept token) -> first(token, body);
        };
    }

    private SendOutcome first(Kept token, String body) {
        return switch (post(token, body)) {
            case Meaning.Settled(UpstreamReply reply) -> settled(token, reply);
            case Meaning.Unauthorized _ ->
                    switch (tokens.replace(token)) {
                        case Permit.Wait(var until) -> new SendOutcome.NotBefore(until);
                        case Permit.Granted(Kept other) -> again(other, body);
                    };
        };
    }

    private SendOutcome again(Kept token, String body) {
        return switch (post(token, body)) {
            case Meaning.Settled(UpstreamReply reply) -> settled(token, reply);
            case Meaning.Unauthorized _ -> new SendOutcome.NotBefore(tokens.refuse(token).until());
        };
    }

    private Meaning post(Kept token, String body) {
        return reading.read(
                client.exchange(requests.processMessage(token.token(), body)), token.token());
    }

    private SendOutcome settled(Kept token, UpstreamReply reply) {
        if (reply instanceof UpstreamReply.Accepted) {
            tokens.confirm(token);
        }
        return new SendOutcome.Called(reply);
    }
}
