package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice.Lost;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The leases that ended on this hub, the newest of them.
final class EndedLeases {

    private static final int REMEMBERED = 10_000;

    private final Map<LeaseId, EndedLease> leases = new LinkedHashMap<>();

    /// @param agent its former holder
    record EndedLease(Agent agent, ConversationId conversation, Lost why) {}

    synchronized void add(Leased leased, Lost why) {
        leases.put(
                leased.lease().id(), new EndedLease(leased.holder(), leased.conversation(), why));
        if (leases.size() > REMEMBERED) {
            leases.remove(leases.keySet().iterator().next());
        }
    }

    synchronized Optional<EndedLease> find(LeaseId lease) {
        return Optional.ofNullable(leases.get(lease));
    }
}
