package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.application.port.out.upstream.UserMessageGateway.Sent;
import dev.switchboard.application.service.delivery.Courier;
import dev.switchboard.application.service.delivery.TargetGates;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Optional;

/// Brings what users say to the bot or desk it is for.
public final class UserMessageCourier implements Courier {

    private static final ParkReason NOT_CONFIGURED = new ParkReason("not_configured");

    private final List<UserMessageGateway> gateways;
    private final OpenAgentSessions agentSessions;
    private final TargetGates gates;
    private final Timer timer;

    public UserMessageCourier(
            List<UserMessageGateway> gateways,
            OpenAgentSessions agentSessions,
            TargetGates gates,
            Timer timer) {
        this.gateways = List.copyOf(gateways);
        this.agentSessions = agentSessions;
        this.gates = gates;
        this.timer = timer;
    }

    @Override
    public Errand carry(Owed owed) {
        Target target = owed.delivery().target();
        return gatewayTo(target)
                .map(gateway ->
                        errand(gateway.send(target, owed.message()), target, owed.message()))
                .orElseGet(() -> new Errand.Undeliverable(NOT_CONFIGURED));
    }

    Optional<UserMessageGateway> gatewayTo(Target target) {
        return gateways.stream().filter(gateway -> gateway.serves(target)).findFirst();
    }

    private Errand errand(Sent sent, Target target, Message message) {
        return switch (sent) {
            case Sent.NotBefore(var at) -> {
                timer.at(at, () -> gates.resume(target));
                yield new Errand.Hold();
            }
            case Sent.Called(var reply, var refusal) -> {
                if (target.kind() == Target.Kind.DESK && reply instanceof UpstreamReply.Accepted) {
                    agentSessions.began(message.conversation());
                }
                yield new Errand.Called(reply, refusal);
            }
        };
    }
}
