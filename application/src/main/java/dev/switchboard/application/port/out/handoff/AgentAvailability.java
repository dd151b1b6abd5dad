package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.UserRef;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The availability of agents for chats. An agent who is a user of an organisation has that user's
/// availability, set by any system.
public interface AgentAvailability {

    /// Returns the agent's availability; [AgentReadiness#OFFLINE] for an unknown agent. Answers
    /// from memory and never blocks. Changes may arrive a moment late, but never out of order.
    AgentReadiness find(Agent agent);

    /// The states that the agent may choose from. Never blocks.
    AvailabilityProfile choices(Agent agent);

    /// Returns the name by which colleagues know the agent. Never blocks.
    String name(Agent agent);

    /// Signs an agent in with the first console. The availability chosen last applies again;
    /// [AgentReadiness#AVAILABLE] if none ever was.
    ///
    /// @param user the agent's user in an organisation, or null
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the agent
    ///   counts as signed in as soon as the store is back, unless signed out meanwhile
    AgentReadiness signIn(Agent agent, @Nullable UserRef user);

    /// Sets the agent's availability. It is visible to others when this returns.
    ///
    /// @return empty, without a change, if there is no such profile or state
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException it is unknown
    ///   whether the availability was set
    Optional<AgentReadiness> choose(Agent agent, long profileId, long stateId);

    /// Signs an agent out when the last console has gone for good. The chosen availability is kept.
    /// Never blocks.
    void signOut(Agent agent);

    /// Reports each agent whose availability changed, for any reason. Listeners must not block.
    void listen(Consumer<Agent> listener);
}
