package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Guards the rights of a lease's holder: checks that the lease is the agent's and not over, renews
/// it with each command, and counts as delivered what the agent's consoles have.
final class LeaseGuard implements KeepLeases {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseGuard.class);

    private final HandoffCache handoffs;
    private final ConversationLocks locks;
    private final Leases leases;
    private final ConsoleDeliveries deliveries;
    private final Later later;

    LeaseGuard(HandoffCache handoffs, Leases leases, ConsoleDeliveries deliveries, Node node) {
        this.handoffs = handoffs;
        this.locks = node.locks();
        this.leases = leases;
        this.deliveries = deliveries;
        this.later = node.later();
    }

    /// Returns the handoff with the lease renewed by this command; null if the lease is not the
    /// agent's or is over. The caller holds the conversation's lock.
    @Nullable Leased renewed(ConversationId conversation, LeaseId lease, Agent agent) {
        assert locks.held(conversation);
        Leased leased = handoffs.held(conversation, lease, agent);
        if (leased == null) {
            return null;
        }
        if (leases.isOver(leased)) {
            later.now(() -> leases.endIfOver(conversation));
            return null;
        }
        return leases.renew(leased);
    }

    /// Like [#renewed], for a command of the holder that names no lease.
    @Nullable Leased renewed(ConversationId conversation, Agent agent) {
        Leased leased = handoffs.held(conversation, agent);
        return leased == null ? null : renewed(conversation, leased.lease().id(), agent);
    }

    /// Returns the refusal of a command whose lease is not in force. An agent who holds the
    /// conversation by another lease has lost this one. The desk knows which leases others had
    /// before.
    DeskRefusal refusal(ConversationId conversation, Agent agent) {
        return handoffs.held(conversation, agent) == null
                ? DeskRefusal.NOT_FOUND
                : DeskRefusal.LEASE_LOST;
    }

    /// Returns the agent who holds the conversation.
    Optional<AgentId> holder(ConversationId conversation) {
        return handoffs.find(conversation) instanceof Leased leased
                ? Optional.of(leased.lease().agent())
                : Optional.empty();
    }

    /// The renewal is stored.
    @Override
    public Optional<Leased> renew(ConversationId conversation, LeaseId lease, AgentAtConsole by) {
        return locks.withLock(
                conversation,
                () -> {
                    Leased leased = renewed(conversation, lease, by.agent());
                    if (leased != null) {
                        leases.keep(leased);
                        seenBy(by, conversation);
                    }
                    return Optional.ofNullable(leased);
                });
    }

    @Override
    public boolean read(ConversationId conversation, AgentAtConsole by) {
        boolean holds =
                locks.withLock(
                        conversation,
                        () -> {
                            Leased leased = handoffs.held(conversation, by.agent());
                            if (leased != null && by.has() > leased.lease().readSeq()) {
                                leases.keep(leases.readUpTo(leased, by.has()));
                            }
                            return leased != null;
                        });
        if (holds) {
            seenBy(by, conversation);
        }
        return holds;
    }

    @Override
    public void lapse(ConversationId conversation, LeaseId lease) {
        leases.agentGone(conversation, lease);
    }

    /// A command of the holder proves that the connection is alive, so everything sent before it
    /// has arrived.
    void seenBy(AgentAtConsole by, ConversationId conversation) {
        if (by.has() > 0 && handoffs.held(conversation, by.agent()) != null) {
            later.now(() -> {
                try {
                    deliveries.taken(conversation, by.has());
                } catch (StoreUnavailableException e) {
                    LOG.debug(
                            "The position of a console will be recorded later: {}", e.getMessage());
                }
            });
        }
    }

    /// Like [#seenBy], but recorded before it returns, because the handoff is about to end.
    void recordDeliveredNow(AgentAtConsole by, ConversationId conversation) {
        deliveries.takenNow(conversation, by.has());
    }
}
