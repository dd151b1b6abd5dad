package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.in.handoff.OfferHandoffs;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Acceptance;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Offering;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.EndedLeases.EndedLease;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Accepts and declines offers for agents, and keeps their leases.
final class HandoffAcceptance implements AcceptHandoffs {

    private final DeskHandoffs handoffs;
    private final EndedLeases ended;
    private final Agents agents;
    private final LeaseRequests requests;
    private final OfferHandoffs offers;
    private final KeepLeases leases;
    private final Duration renewal;

    /// @param offers at the owners of the conversations
    /// @param leases at the owners of the conversations
    HandoffAcceptance(
            DeskHandoffs handoffs,
            EndedLeases ended,
            Agents agents,
            LeaseRequests requests,
            OfferHandoffs offers,
            KeepLeases leases,
            Duration renewal) {
        this.handoffs = handoffs;
        this.ended = ended;
        this.agents = agents;
        this.requests = requests;
        this.offers = offers;
        this.leases = leases;
        this.renewal = renewal;
    }

    @Override
    public Accepted accept(ClientId console, HandoffId id, long version) {
        return offering(console, id, version).map(this::accept).orElse(DeskRefusal.GONE);
    }

    /// Empty if there is no such handoff.
    private Optional<Offering> offering(ClientId id, HandoffId handoff, long version) {
        Agent agent = agents.console(id).agent();
        return handoffs.conversation(handoff)
                .map(conversation -> new Offering(conversation, handoff, version, agent));
    }

    private Accepted accept(Offering offering) {
        Agent agent = offering.agent();
        boolean available = agents.takesChats(agent);
        return requests.ask(
                agent,
                offering.conversation(),
                hasPlace -> offers.accept(new Acceptance(offering, available, hasPlace)));
    }

    @Override
    public Declined decline(ClientId console, HandoffId id, long version, String reason) {
        return offering(console, id, version)
                .map(declined ->
                        handoffs.ask(declined.conversation(), () -> offers.decline(declined)))
                .orElse(DeskRefusal.GONE);
    }

    @Override
    public Duration renewal() {
        return renewal;
    }

    /// One owner that is away keeps no lease of another from being renewed.
    @Override
    public List<Beat> heartbeat(ClientId id, List<LeaseId> named) {
        Console console = agents.console(id);
        List<Beat> beats = new ArrayList<>();
        StoreUnavailableException away = null;
        for (LeaseId lease : named) {
            try {
                beats.add(renewed(console, lease).orElseGet(() -> over(console, lease)));
            } catch (StoreUnavailableException e) {
                away = e;
            }
        }
        if (away != null) {
            throw away;
        }
        return beats;
    }

    private Optional<Beat> renewed(Console console, LeaseId lease) {
        return handoffs.conversation(lease)
                .flatMap(
                        conversation -> leases.renew(conversation, lease, console.at(conversation)))
                .map(kept -> new Beat.Renewed(lease, kept.version(), kept.lease().expiresAt()));
    }

    /// The reason of a lease's end is told only to its own agent.
    private Beat over(Console console, LeaseId lease) {
        Lost why =
                ended.find(lease)
                        .filter(it -> it.agent().equals(console.agent()))
                        .map(EndedLease::why)
                        .orElse(Lost.EXPIRED);
        return new Beat.Over(lease, why);
    }
}
