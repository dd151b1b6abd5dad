package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import java.util.Optional;

/// Keeps the leases of a conversation's agents for the desk. Only the hub that owns the
/// conversation does so, and it alone ends a lease that nobody renews.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s, or if
/// the owner cannot be reached.
public interface KeepLeases {

    /// Renews a lease for its full duration from now. Everything that the console has counts as
    /// delivered.
    ///
    /// @return empty if the lease is over or not the agent's
    Optional<Leased> renew(ConversationId conversation, LeaseId lease, AgentAtConsole by);

    /// Marks everything that the console has as read by the agent.
    ///
    /// @return false if the agent does not hold the conversation
    boolean read(ConversationId conversation, AgentAtConsole by);

    /// Ends a lease whose agent has had no console for too long.
    void lapse(ConversationId conversation, LeaseId lease);
}
