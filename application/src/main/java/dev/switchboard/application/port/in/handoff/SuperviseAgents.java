package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.session.ClientId;

/// Lets supervisors choose the availability of their tenant's agents who have a console. Refused as
/// `FORBIDDEN` for agents who do not supervise. An agent of another tenant is `NOT_FOUND`, as one
/// who has no console.
public interface SuperviseAgents {

    /// The states that an agent may be in. Never blocks.
    Choices choices(ClientId console, AgentId agent);

    /// Sets an agent's availability as the agent could. The agent is told who did it.
    ///
    /// A repeat, which is recognised by its id, changes nothing. A desk that was started since does
    /// not recognise it.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException it is unknown
    ///   whether the availability was set
    Chosen choose(ClientId console, Choice choice);

    /// @param id chosen by the sender, as in [SendAgentMessages.MessageCommand]
    record Choice(AgentId agent, String id, long profileId, long stateId) {}

    /// Refused as `NOT_FOUND` as well.
    sealed interface Choices permits Choices.Found, DeskRefusal {

        record Found(AgentReadiness now, AvailabilityProfile states) implements Choices {}
    }

    /// Refused as `NOT_FOUND`, `NO_SUCH_STATE` or `ID_REUSED` as well.
    sealed interface Chosen permits Chosen.Done, DeskRefusal {

        /// @param now what was chosen
        record Done(AgentReadiness now) implements Chosen {}
    }
}
