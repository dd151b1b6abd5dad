package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.OfferOrder.Candidate;
import dev.switchboard.domain.handoff.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The queues and agents that conversations may be transferred to.
public final class TransferTargets {

    private static final int MOST_AGENTS = 500;

    private static final Comparator<AgentTarget> BY_NAME =
            Comparator.comparing(AgentTarget::name).thenComparing(target -> target.agent().value());

    private final QueueViews queues;
    private final Agents agents;
    private final AgentAvailability availability;

    TransferTargets(QueueViews queues, Agents agents, AgentAvailability availability) {
        this.queues = queues;
        this.agents = agents;
        this.availability = availability;
    }

    /// Returns what an agent may choose from now, and the colleagues who are none to choose.
    Targets of(Agent agent) {
        Map<Boolean, List<Candidate>> colleagues =
                agents.candidates(agent.tenant()).stream()
                        .filter(candidate -> !candidate.agent().equals(agent.id()))
                        .collect(Collectors.partitioningBy(Candidate::isFree));
        return new Targets(
                queues.targets(agent.tenant()),
                targets(agent.tenant(), colleagues.getOrDefault(true, List.of()))
                        .sorted(Comparator.comparingInt(AgentTarget::chats).thenComparing(BY_NAME))
                        .limit(MOST_AGENTS)
                        .toList(),
                targets(agent.tenant(), colleagues.getOrDefault(false, List.of()))
                        .sorted(BY_NAME)
                        .limit(MOST_AGENTS)
                        .toList());
    }

    private Stream<AgentTarget> targets(TenantId tenant, List<Candidate> candidates) {
        return candidates.stream().map(candidate -> target(tenant, candidate));
    }

    private AgentTarget target(TenantId tenant, Candidate candidate) {
        Agent agent = new Agent(tenant, candidate.agent());
        AgentReadiness now = availability.find(agent);
        return new AgentTarget(
                agent.id(),
                availability.name(agent),
                now.kind(),
                now.nameIn(availability.choices(agent)),
                candidate.chats(),
                candidate.maxChats());
    }

    /// Whether somebody takes what is sent there.
    public Passage passage(TenantId tenant, Destination to) {
        return new Passage(
                to,
                switch (to) {
                    case Destination.ToBot _ -> true;
                    case Destination.ToQueue(var queue) -> queues.exists(queue);
                    case Destination.ToAgent(var agent) ->
                            agents.candidates(tenant).stream()
                                    .filter(Candidate::isFree)
                                    .anyMatch(candidate -> candidate.agent().equals(agent));
                });
    }
}
