package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.UserRef;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether agents take chats, as they and others set it. An agent who is a user of an organisation
/// is as available as that user, whoever said so.
public interface AgentAvailability {

    /// [AgentReadiness#OFFLINE] for an agent nobody knows. Answers from memory and never blocks;
    /// what it knows of an agent may come late by a moment, never in another order.
    AgentReadiness find(Agent agent);

    /// The states that the agent may choose from. Never blocks.
    AvailabilityProfile choices(Agent agent);

    /// What colleagues call the agent. Never blocks.
    String name(Agent agent);

    /// The agent's first console came: the last state that was chosen counts again;
    /// [AgentReadiness#AVAILABLE] if none ever was.
    ///
    /// @param user who the agent is in an organisation, or null
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the agent
    ///   counts as signed in as soon as the store is back, unless signed out meanwhile
    AgentReadiness signIn(Agent agent, @Nullable UserRef user);

    /// The agent chooses a state. Others see it when this returns.
    ///
    /// @return empty if there is none of this name; nothing changed then
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException nobody knows
    ///   whether it was chosen
    Optional<AgentReadiness> choose(Agent agent, long profileId, long stateId);

    /// The agent's last console is gone for good. What was chosen is remembered. Never blocks.
    void signOut(Agent agent);

    /// Tells of each agent whose availability changed, in whatever way. Listeners do not block.
    void listen(Consumer<Agent> listener);
}
