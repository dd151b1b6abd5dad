package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.handoff.Agent;
import java.util.function.Predicate;

/// The availability of agents who are users of no organisation. Only the hub with their desk knows
/// it.
public interface DeskAvailability extends AgentAvailability {

    /// Begins anew with some agents, whose desk is at another hub: they are signed out, and what
    /// they chose is forgotten. Reports nothing, and never blocks.
    void forget(Predicate<Agent> which);
}
