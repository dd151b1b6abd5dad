package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import java.util.List;
import java.util.Optional;

/// The queues and agents that conversations may be transferred to.
public final class TransferTargets {

    private static final int MOST_AGENTS = 500;

    private final QueueViews queues;
    private final Agents agents;
    private final Offers offers;

    TransferTargets(QueueViews queues, Agents agents, Offers offers) {
        this.queues = queues;
        this.agents = agents;
        this.offers = offers;
    }

    /// Returns what an agent may choose from now.
    Targets of(Agent agent) {
        List<AgentTarget> colleagues =
                agents.free(agent.tenant()).stream()
                        .filter(target -> !target.agent().equals(agent.id()))
                        .limit(MOST_AGENTS)
                        .toList();
        return new Targets(queues.targets(agent.tenant()), colleagues);
    }

    /// Returns the next state of a handoff that is sent elsewhere; empty if nobody is there to take
    /// it.
    public Optional<Handoff> moved(Live live, Step step, Destination to) {
        return switch (to) {
            case Destination.ToBot _ -> Optional.of(live.toBot(step));
            case Destination.ToQueue(var queue) ->
                    queues.exists(queue)
                            ? Optional.of(live.toQueue(queue, step))
                            : Optional.empty();
            case Destination.ToAgent(var agent) ->
                    mayGet(live, agent)
                            ? Optional.of(live.toAgent(agent, step, offers.deadline()))
                            : Optional.empty();
        };
    }

    public boolean exists(QueueId queue) {
        return queues.exists(queue);
    }

    private boolean mayGet(Live live, AgentId agent) {
        boolean has = live instanceof Leased leased && leased.lease().agent().equals(agent);
        return !has
                && agents.free(live.matter().tenant()).stream()
                        .anyMatch(target -> target.agent().equals(agent));
    }
}
