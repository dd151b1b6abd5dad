package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.service.console.AgentShifts;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.session.ClientId;

/// Chooses the availability of a tenant's agents for its supervisors.
final class SupervisedAgents implements SuperviseAgents {

    private final Agents agents;
    private final AgentAvailability availability;
    private final AgentShifts shifts;
    private final RecentCommands<Known> recent = new RecentCommands<>();

    SupervisedAgents(Agents agents, AgentAvailability availability, AgentShifts shifts) {
        this.agents = agents;
        this.availability = availability;
        this.shifts = shifts;
    }

    private record Known(Choice choice, AgentReadiness chosen) {}

    @Override
    public Choices choices(ClientId console, AgentId id) {
        Agent supervisor = agents.supervisor(console).orElse(null);
        if (supervisor == null) {
            return DeskRefusal.FORBIDDEN;
        }
        Agent agent = new Agent(supervisor.tenant(), id);
        return agents.hasConsole(agent)
                ? new Choices.Found(availability.find(agent), availability.choices(agent))
                : DeskRefusal.NOT_FOUND;
    }

    @Override
    public Chosen choose(ClientId console, Choice choice) {
        return agents.supervisor(console)
                .map(supervisor -> choose(supervisor, choice))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Chosen choose(Agent supervisor, Choice choice) {
        Known before = recent.find(supervisor, choice.id());
        if (before != null) {
            return before.choice().equals(choice)
                    ? new Chosen.Done(before.chosen())
                    : DeskRefusal.ID_REUSED;
        }
        Agent agent = new Agent(supervisor.tenant(), choice.agent());
        if (!agents.hasConsole(agent)) {
            return DeskRefusal.NOT_FOUND;
        }
        AgentReadiness chosen =
                shifts.choose(agent, supervisor, choice.profileId(), choice.stateId()).orElse(null);
        if (chosen == null) {
            return DeskRefusal.NO_SUCH_STATE;
        }
        recent.add(supervisor, choice.id(), new Known(choice, chosen));
        return new Chosen.Done(chosen);
    }
}
