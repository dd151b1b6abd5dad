package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.netomi.AnswerRules.Meaning;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper.Permit;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts users' messages to the bot with the current token, and once more with another one if that
/// is refused. If that is refused too, either the credentials are bad and all messages wait, or the
/// fault is the message's own, see [RefusedMessages].
final class NetomiGateway implements UserMessageGateway {

    static final Target BOT = new Target(Target.Kind.BOT, "netomi");

    private static final Logger LOG = LoggerFactory.getLogger(NetomiGateway.class);

    private final EgressClient client;
    private final NetomiRequests requests;
    private final AnswerRules reading;
    private final TokenKeeper tokens;
    private final Clock clock;
    private final RefusedMessages refused;

    NetomiGateway(
            EgressClient client,
            NetomiRequests requests,
            AnswerRules reading,
            TokenKeeper tokens,
            Clock clock) {
        this.client = client;
        this.requests = requests;
        this.reading = reading;
        this.tokens = tokens;
        this.clock = clock;
        this.refused = new RefusedMessages(clock);
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
        return switch (tokens.permit()) {
            case Permit.Wait(var until) -> new SendOutcome.NotBefore(until);
            case Permit.Granted(Kept token) -> first(token, message);
        };
    }

    private SendOutcome first(Kept token, Message message) {
        return switch (post(token, message)) {
            case Meaning.Settled(UpstreamReply reply) -> new SendOutcome.Called(reply);
            case Meaning.Unauthorized refusal -> {
                if (refused.isAtFault(message.id(), token)) {
                    yield judged(refusal, message, true);
                }
                if (!refusal.certain() && !refused.mayReplace(token)) {
                    yield judged(refusal, message, false);
                }
                yield switch (another(token, refusal)) {
                    case Permit.Wait(var until) -> new SendOutcome.NotBefore(until);
                    case Permit.Granted(Kept other) -> again(other, message);
                };
            }
        };
    }

    /// If the token may be good, nobody else waits for another one.
    private Permit another(Kept token, Meaning.Unauthorized refusal) {
        return refusal.certain() ? tokens.replace(token) : tokens.renew(token);
    }

    private SendOutcome again(Kept token, Message message) {
        return switch (post(token, message)) {
            case Meaning.Settled(UpstreamReply reply) -> new SendOutcome.Called(reply);
            case Meaning.Unauthorized refusal -> {
                boolean own = refused.isAtFault(message.id(), token);
                yield refusal.certain() && !own
                        ? allWait(token, message)
                        : judged(refusal, message, own);
            }
        };
    }

    private SendOutcome allWait(Kept token, Message message) {
        refused.suspect(message.id());
        return new SendOutcome.NotBefore(tokens.refuse(token).until());
    }

    /// While it is not known whether the fault is the message's own, only its conversation waits,
    /// and others show whether the bot takes theirs.
    private SendOutcome judged(Meaning.Unauthorized refusal, Message message, boolean own) {
        if (!(refusal.otherwise() instanceof Refused(int status, _))) {
            return new SendOutcome.Called(refusal.otherwise());
        }
        if (!own) {
            refused.suspect(message.id());
            return new SendOutcome.Called(new Unavailable(Cause.UNAUTHORIZED, status, null));
        }
        refused.forget(message.id());
        LOG.atWarn()
                .addKeyValue("action", "message_refused")
                .addKeyValue("message_id", message.id())
                .addKeyValue("status", status)
                .log(
                        "The bot refuses {} with status {} and takes others: the fault is the"
                                + " message's own",
                        message.id(),
                        status);
        return new SendOutcome.Called(refusal.otherwise());
    }

    private Meaning post(Kept token, Message message) {
        Instant sentAt = clock.instant();
        Meaning meaning =
                reading.read(
                        client.exchange(
                                requests.processMessage(token.token(), message.content().text())),
                        token.token());
        if (meaning instanceof Meaning.Settled(Accepted _)) {
            tokens.confirm(token);
            refused.taken(message.id(), token, sentAt);
        }
        return meaning;
    }
}
