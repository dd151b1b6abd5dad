package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;

/// The queues and agents that conversations may be transferred to.
public final class TransferTargets {

    private static final int MOST_AGENTS = 500;

    private final QueueViews queues;
    private final Agents agents;

    TransferTargets(QueueViews queues, Agents agents) {
        this.queues = queues;
        this.agents = agents;
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

    /// Whether somebody takes what is sent there.
    public Passage passage(TenantId tenant, Destination to) {
        return new Passage(
                to,
                switch (to) {
                    case Destination.ToBot _ -> true;
                    case Destination.ToQueue(var queue) -> queues.exists(queue);
                    case Destination.ToAgent(var agent) ->
                            agents.free(tenant).stream()
                                    .anyMatch(target -> target.agent().equals(agent));
                });
    }

    public boolean exists(QueueId queue) {
        return queues.exists(queue);
    }
}
