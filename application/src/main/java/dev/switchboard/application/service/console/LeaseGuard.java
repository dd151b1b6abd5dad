package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.ConsoleDeliveries;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Guards the rights of a lease's holder: checks that the lease is the agent's and not over, renews
/// it with each command, and counts as delivered what the agent's consoles have.
final class LeaseGuard {

    private static final Logger log = LoggerFactory.getLogger(LeaseGuard.class);

    private final HandoffCache handoffs;
    private final EndedLeases ended;
    private final ConversationLocks locks;
    private final Agents agents;
    private final Leases leases;
    private final UnreadTally unread;
    private final Consoles consoles;
    private final ConsoleDeliveries deliveries;
    private final Later later;

    LeaseGuard(
            HandoffCache handoffs,
            EndedLeases ended,
            Agents agents,
            Leases leases,
            UnreadTally unread,
            Consoles consoles,
            ConsoleDeliveries deliveries,
            Node node) {
        this.handoffs = handoffs;
        this.ended = ended;
        this.locks = node.locks();
        this.agents = agents;
        this.leases = leases;
        this.unread = unread;
        this.consoles = consoles;
        this.deliveries = deliveries;
        this.later = node.later();
    }

    @Nullable Console console(ClientId id) {
        return agents.console(id).orElse(null);
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

    /// Like [#renewed], for a heartbeat: the renewal is stored, and everything that the console was
    /// sent counts as delivered.
    @Nullable Leased kept(Console console, ConversationId conversation, LeaseId lease) {
        Leased leased = renewed(conversation, lease, console.agent());
        if (leased != null) {
            leases.keep(leased);
            seenBy(console, conversation);
        }
        return leased;
    }

    /// The expiry of a lease that begins now.
    Instant expiry() {
        return leases.expiry();
    }

    /// Returns the agent who holds the conversation.
    Optional<AgentId> holder(ConversationId conversation) {
        return handoffs.find(conversation) instanceof Leased leased
                ? Optional.of(leased.lease().agent())
                : Optional.empty();
    }

    /// Whether the agent had this lease of this conversation, or still has it.
    boolean had(ConversationId conversation, LeaseId lease, Agent agent) {
        return handoffs.held(conversation, lease, agent) != null
                || ended.find(lease)
                        .filter(lost -> lost.agent().equals(agent))
                        .filter(lost -> lost.conversation().equals(conversation))
                        .isPresent();
    }

    /// Returns the console if its agent holds the conversation, else null.
    @Nullable Console console(ClientId id, ConversationId conversation) {
        return agents.console(id)
                .filter(console -> handoffs.held(conversation, console.agent()) != null)
                .orElse(null);
    }

    /// @return the remaining unread counts; null if the agent no longer holds the conversation
    Notice.@Nullable Unread read(Console console, ConversationId conversation, long upTo) {
        Agent agent = console.agent();
        long seq = Math.min(upTo, pushed(console, conversation));
        boolean holds =
                locks.withLock(
                        conversation,
                        () -> {
                            Leased leased = handoffs.held(conversation, agent);
                            if (leased != null && seq > leased.lease().readSeq()) {
                                leases.keep(leases.readUpTo(leased, seq));
                            }
                            return leased != null;
                        });
        if (!holds) {
            return null;
        }
        if (unread.read(agent, conversation, seq)) {
            consoles.recounted(agent);
        }
        recordDelivered(console, conversation, seq);
        return unread.counts(agent);
    }

    private static long pushed(Console console, ConversationId conversation) {
        return console.feeds().positions().getOrDefault(conversation, 0L);
    }

    /// A command of the holder proves that the connection is alive, so everything sent before it
    /// has arrived.
    void seenBy(Console console, ConversationId conversation) {
        recordDelivered(console, conversation, Long.MAX_VALUE);
    }

    /// Like [#seenBy], but recorded before it returns, because the handoff is about to end.
    void recordDeliveredNow(Console console, ConversationId conversation) {
        deliveries.takenNow(conversation, pushed(console, conversation));
    }

    /// Records that the console has everything up to a `seq`, at most what it was pushed.
    void recordDelivered(Console console, ConversationId conversation, long upTo) {
        long seq = Math.min(upTo, pushed(console, conversation));
        if (seq > 0 && handoffs.held(conversation, console.agent()) != null) {
            later.now(() -> {
                try {
                    deliveries.taken(conversation, seq);
                } catch (StoreUnavailableException e) {
                    log.warn(
                            "The position of a console will be recorded later: {}", e.getMessage());
                }
            });
        }
    }
}
