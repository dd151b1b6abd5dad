package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Availability;
import java.util.Optional;
import java.util.function.Consumer;

/// Whether agents take chats, as they and others set it. Answers from memory and never blocks; what
/// it knows of an agent may come late by a moment, never in another order.
public interface AgentAvailability {

    /// [Availability#OFFLINE] for an agent nobody knows.
    Availability find(Agent agent);

    /// The agent's first console came: the last state that was chosen counts again;
    /// [Availability#AVAILABLE] if none ever was.
    Availability signIn(Agent agent);

    /// The agent chooses a state.
    ///
    /// @return empty if there is none of this name; nothing changed then
    Optional<Availability> choose(Agent agent, long profileId, long stateId);

    /// The agent's last console is gone for good. What was chosen is remembered.
    void signOut(Agent agent);

    /// Tells of each agent whose availability changed, in whatever way. Listeners do not block.
    void listen(Consumer<Agent> listener);
}
