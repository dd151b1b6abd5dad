package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Optional;

/// Sends users' messages to their bot or desk, and messages to the users of a platform.
final class UserMessageSender implements MessageSender {

    private final List<Upstream> upstreams;
    private final DeliveryLog log;
    private final UserMessageWatch watch;
    private final TargetLimiters gates;

    UserMessageSender(
            List<Upstream> upstreams,
            DeliveryLog log,
            UserMessageWatch watch,
            TargetLimiters gates) {
        this.upstreams = List.copyOf(upstreams);
        this.log = log;
        this.watch = watch;
        this.gates = gates;
    }

    @Override
    public SendOutcome send(Owed owed) {
        Target target = owed.delivery().target();
        return Upstream.gatewayTo(upstreams, target)
                .map(gateway -> send(gateway, owed))
                .orElseGet(() -> new SendOutcome.Undeliverable(ParkReason.NOT_CONFIGURED));
    }

    private SendOutcome send(UserMessageGateway gateway, Owed owed) {
        if (!gateway.repeatsUnknown() && mayBeThere(owed)) {
            return new SendOutcome.Undeliverable(ParkReason.EXHAUSTED);
        }
        Target target = owed.delivery().target();
        return came(call(gateway, target, owed.message()), target, owed.message());
    }

    /// Whether the last call since it was accepted, or sent again by an admin, got no answer.
    private boolean mayBeThere(Owed owed) {
        Pending delivery = owed.delivery();
        if (delivery.attempts() == 0) {
            return false;
        }
        Attempt last =
                log.find(owed.message().id(), delivery.target())
                        .flatMap(item -> Optional.ofNullable(item.lastAttempt()))
                        .orElse(null);
        return last != null
                && last.outcome() == Attempt.Outcome.UNKNOWN_OUTCOME
                && last.status() == null
                && !last.at().isBefore(delivery.since());
    }

    private SendOutcome call(UserMessageGateway gateway, Target target, Message message) {
        boolean taken = false;
        watch.calls(message, target);
        try {
            SendOutcome sent = gateway.send(target, message);
            taken =
                    sent instanceof SendOutcome.Called(var reply, _)
                            && reply instanceof UpstreamReply.Accepted;
            return sent;
        } finally {
            watch.returned(message, target, taken);
        }
    }

    /// A gateway that cannot send now holds back all calls that are limited together.
    private SendOutcome came(SendOutcome sent, Target target, Message message) {
        return switch (sent) {
            case SendOutcome.NotBefore(var at) -> {
                LaneKey lane = new LaneKey(message.conversation(), target);
                gates.resumeAt(at, lane);
                yield new SendOutcome.Hold();
            }
            case SendOutcome.Called _,
                    SendOutcome.Hold _,
                    SendOutcome.Needless _,
                    SendOutcome.Undeliverable _ ->
                    sent;
        };
    }
}
