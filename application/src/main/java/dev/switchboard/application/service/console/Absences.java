package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agents who hold conversations and have had no console for too long: their leases end.
final class Absences {

    private static final Logger LOG = LoggerFactory.getLogger(Absences.class);

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final KeepLeases leases;
    private final Duration goneAfter;
    private final Later later;
    private final Clock steady;

    /// @param leases at the owners of the conversations
    /// @param goneAfter how long a lease lasts after its agent's last console was lost
    Absences(
            DeskHandoffs handoffs,
            Agents agents,
            KeepLeases leases,
            Duration goneAfter,
            Later later,
            Clock steady) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.leases = leases;
        this.goneAfter = goneAfter;
        this.later = later;
        this.steady = steady;
    }

    /// Follows a step of a handoff: its new holder may have no console.
    void stepped(Handoff now) {
        if (now instanceof Leased leased && agents.consoles(leased.holder()).isEmpty()) {
            gone(leased.holder());
        }
    }

    /// The agent has no console now.
    void gone(Agent agent) {
        later.in(goneAfter, () -> endIfGone(agent));
    }

    /// Ends the leases of all agents who are gone for too long.
    void look() {
        handoffs.all().stream()
                .filter(Leased.class::isInstance)
                .map(handoff -> ((Leased) handoff).holder())
                .distinct()
                .forEach(this::endIfGone);
    }

    private void endIfGone(Agent agent) {
        Instant since = agents.goneSince(agent);
        if (since != null && !steady.instant().isBefore(since.plus(goneAfter))) {
            agents.held(agent).forEach(conversation -> end(conversation, agent));
        }
    }

    private void end(ConversationId conversation, Agent agent) {
        Leased leased = handoffs.held(conversation, agent);
        if (leased == null) {
            return;
        }
        try {
            handoffs.ask(conversation, () -> leases.lapse(conversation, leased.lease().id()));
        } catch (StoreUnavailableException e) {
            LOG.debug("A lease whose agent is gone waits for the store: {}", e.getMessage());
        }
    }
}
