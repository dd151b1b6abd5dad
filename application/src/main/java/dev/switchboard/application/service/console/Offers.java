package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.OfferHandoffs;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Offering;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.OfferOrder;
import dev.switchboard.domain.handoff.OfferOrder.Candidate;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds agents for the handoffs that wait, one after the other, and has an offer withdrawn when
/// its agent is unavailable. One round of offers runs at a time, so no two offers count on the same
/// place of an agent; changes during a round are seen by the next.
final class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final DeskHandoffs handoffs;
    private final OfferHandoffs owners;
    private final QueueViews queues;
    private final Agents agents;
    private final Later later;
    private final AtomicInteger wanted = new AtomicInteger();

    /// @param owners of the conversations
    Offers(
            DeskHandoffs handoffs,
            OfferHandoffs owners,
            QueueViews queues,
            Agents agents,
            Later later) {
        this.handoffs = handoffs;
        this.owners = owners;
        this.queues = queues;
        this.agents = agents;
        this.later = later;
    }

    /// Follows a step of a handoff.
    void stepped(Handoff now) {
        if (!(now instanceof Offered)) {
            look();
        }
    }

    /// Starts a round, because an offer may have become possible. Never blocks.
    void look() {
        if (wanted.getAndIncrement() == 0) {
            later.now(this::rounds);
        }
    }

    private void rounds() {
        int seen;
        do {
            seen = wanted.get();
            try {
                queues.waiting().forEach(this::round);
            } catch (StoreUnavailableException e) {
                LOG.debug("Offers wait for the store: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("A round of offers failed", e);
            }
        } while (wanted.addAndGet(-seen) > 0);
    }

    private void round(TenantId tenant) {
        if (free(tenant).isEmpty()) {
            return;
        }
        boolean reachable = true;
        for (Waiting waiting : queues.waiting(tenant)) {
            List<Candidate> candidates = free(tenant);
            if (candidates.isEmpty()) {
                return;
            }
            Optional<AgentId> next = OfferOrder.next(candidates, waiting.tried());
            boolean distant = handoffs.isDistant(waiting.conversation());
            if (next.isPresent() && (reachable || !distant)) {
                reachable = offer(waiting, next.get(), distant) && reachable;
            }
        }
    }

    private List<Candidate> free(TenantId tenant) {
        return agents.candidates(tenant).stream().filter(Candidate::isFree).toList();
    }

    /// Another hub that is away does not keep those of this one from being offered.
    ///
    /// @return false if the owner cannot be reached
    private boolean offer(Waiting waiting, AgentId agent, boolean distant) {
        Agent candidate = new Agent(waiting.details().tenant(), agent);
        Offering offering =
                new Offering(waiting.conversation(), waiting.id(), waiting.version(), candidate);
        try {
            handoffs.ask(waiting.conversation(), () -> owners.offer(offering));
            return true;
        } catch (StoreUnavailableException e) {
            if (!distant) {
                throw e;
            }
            LOG.debug("Some offers wait for the hub of their conversation: {}", e.getMessage());
            return false;
        }
    }

    /// Withdraws the offers to an agent who no longer takes chats.
    void withdraw(Agent agent) {
        agents.offered(agent).forEach(conversation -> withdraw(conversation, agent));
    }

    private void withdraw(ConversationId conversation, Agent agent) {
        try {
            handoffs.ask(conversation, () -> owners.withdraw(conversation, agent));
        } catch (StoreUnavailableException e) {
            LOG.debug("An offer that is to be withdrawn waits for the store: {}", e.getMessage());
        }
    }
}
