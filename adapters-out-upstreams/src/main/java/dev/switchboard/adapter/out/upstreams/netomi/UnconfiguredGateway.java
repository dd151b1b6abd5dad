package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;

/// In the place of the bot where the operator did not say who we are there: messages of an earlier
/// configuration wait, and nobody is called.
final class UnconfiguredGateway implements UserMessageGateway {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Clock clock;

    UnconfiguredGateway(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean serves(Target target) {
        return target.equals(NetomiGateway.BOT);
    }

    @Override
    public Sent send(Target target, Message message) {
        return new Sent.NotBefore(clock.instant().plus(PAUSE));
    }
}
