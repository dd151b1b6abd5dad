package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The leases that ended while their desk was here, the newest of them.
final class EndedLeases {

    private static final int REMEMBERED = 10_000;

    private final Map<LeaseId, EndedLease> leases = new LinkedHashMap<>();

    /// @param agent its former holder
    record EndedLease(Agent agent, ConversationId conversation, Lost why) {}

    /// @param now the handoff after the step that ended the lease
    /// @return why the holder lost it
    synchronized Lost add(Leased leased, Handoff now) {
        Lost why = why(now);
        leases.put(
                leased.lease().id(), new EndedLease(leased.holder(), leased.conversation(), why));
        if (leases.size() > REMEMBERED) {
            leases.remove(leases.keySet().iterator().next());
        }
        return why;
    }

    private static Lost why(Handoff now) {
        return switch (now.step().kind()) {
            case LAPSED -> Lost.EXPIRED;
            case TRANSFERRED -> Lost.TRANSFERRED;
            case ENDED -> Lost.ENDED;
            case TAKEN, ASSIGNED -> Lost.TAKEN;
            case ASKED, OFFERED, PASSED_OVER, JOINED, TAGGED, PRIORITISED, CUSTOMER_LEFT ->
                    Lost.REVOKED;
        };
    }

    /// Returns the refusal of a command whose lease the conversation's owner does not know. It was
    /// the agent's once, or never.
    DeskRefusal refusal(ConversationId conversation, LeaseId lease, Agent agent) {
        return find(lease)
                .filter(lost -> lost.agent().equals(agent))
                .filter(lost -> lost.conversation().equals(conversation))
                .map(_ -> DeskRefusal.LEASE_LOST)
                .orElse(DeskRefusal.NOT_FOUND);
    }

    synchronized Optional<EndedLease> find(LeaseId lease) {
        return Optional.ofNullable(leases.get(lease));
    }
}
