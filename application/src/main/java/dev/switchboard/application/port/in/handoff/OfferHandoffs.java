package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.HandoffId;

/// Offers a handoff to agents of the desk's choice, and gives it to one who accepts. Only the hub
/// that owns the conversation does so. It knows neither the places nor the availability of agents:
/// the desk says what they are.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s, or if
/// the owner cannot be reached. Repeating the call completes an unfinished one.
public interface OfferHandoffs {

    /// Offers a handoff that waits, if it is still as the desk saw it.
    void offer(Offering offering);

    /// Gives a handoff to an agent who accepts it.
    ///
    /// @return refused as `TAKEN`, `GONE`, `CHANGED`, `AT_LIMIT` or `NOT_AVAILABLE`
    Granted accept(Acceptance acceptance);

    /// Passes over an agent who declines.
    ///
    /// @return refused as `GONE` or `CHANGED`
    Declined decline(Offering declined);

    /// Passes over an agent who takes no chats any more. Does nothing if the handoff is not offered
    /// to that agent.
    void withdraw(ConversationId conversation, Agent candidate);

    /// A handoff for one agent.
    ///
    /// @param version the version that the desk or the agent saw
    record Offering(ConversationId conversation, HandoffId handoff, long version, Agent agent) {}

    /// @param available whether the agent takes chats
    /// @param hasPlace whether a place of the agent is reserved for it
    record Acceptance(Offering offering, boolean available, boolean hasPlace) {}

    sealed interface Granted permits Granted.Done, DeskRefusal {

        /// @param seq the `seq` of the message that records it, or the conversation's last
        record Done(Leased leased, long seq) implements Granted {}
    }
}
