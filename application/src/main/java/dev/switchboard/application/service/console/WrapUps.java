package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.HandoffListener;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins and ends the wrap-up times of agents. Nothing of them is stored: a desk that starts, or
/// comes to another hub, has none, and its agents are ready early. What is stored of a handoff says
/// when a wrap-up time began, but not that its agent has ended it.
final class WrapUps implements HandoffListener {

    private static final Logger LOG = LoggerFactory.getLogger(WrapUps.class);

    private final Agents agents;
    private final AgentShifts shifts;
    private final Goals goals;
    private final Later later;
    private final Clock clock;

    WrapUps(Agents agents, AgentShifts shifts, Goals goals, Later later, Clock clock) {
        this.agents = agents;
        this.shifts = shifts;
        this.goals = goals;
        this.later = later;
        this.clock = clock;
    }

    /// Called before the place of an ended lease is free, so that no offer counts on it.
    @Override
    public void stepped(@Nullable Handoff before, Handoff now) {
        if (before instanceof Leased leased) {
            after(leased, now).ifPresent(wrapUp -> begin(leased.holder(), wrapUp));
        }
        if (now instanceof Leased leased) {
            // the agent has it again, in the same place
            end(leased.holder(), each -> each.conversation().equals(leased.conversation()));
        }
    }

    /// Empty also for a handoff that was removed with its conversation long after its last step.
    private Optional<WrapUp> after(Leased leased, Handoff now) {
        try {
            TenantId tenant = leased.details().tenant();
            return WrapUp.after(leased, now, queue -> goals.of(tenant, queue))
                    .filter(wrapUp -> wrapUp.until().isAfter(clock.instant()));
        } catch (StoreUnavailableException e) {
            LOG.warn("An agent gets no wrap-up time: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void begin(Agent agent, WrapUp wrapUp) {
        synchronized (this) {
            agents.begin(agent, wrapUp);
            tell(agent);
        }
        later.at(wrapUp.until(), () -> end(agent, wrapUp::equals));
    }

    /// @return those that the agent has still
    List<WrapUp> end(Agent agent, Collection<LeaseId> leases) {
        end(agent, wrapUp -> leases.contains(wrapUp.lease()));
        return agents.wrapUps(agent);
    }

    private void end(Agent agent, Predicate<WrapUp> which) {
        synchronized (this) {
            if (!agents.end(agent, which)) {
                return;
            }
            tell(agent);
        }
        shifts.freed(agent);
    }

    private void tell(Agent agent) {
        ConsoleEvent event = new ConsoleEvent.WrapUps(agents.wrapUps(agent));
        agents.consoles(agent).forEach(console -> console.tell(event));
    }
}
