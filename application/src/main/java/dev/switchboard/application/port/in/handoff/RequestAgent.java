package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffId;

/// Requests an agent for a customer, and withdraws the request.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s. Then
/// nothing has happened, or repeating the call completes it.
public interface RequestAgent {

    /// Begins a handoff unless one is under way. From now on the user's messages are for an agent.
    /// Durable when it returns.
    Asked ask(AgentRequest request);

    /// Ends the current handoff as abandoned because the customer left, and tells its agent. Does
    /// nothing if no handoff is under way. The caller holds the conversation's lock.
    void leave(ConversationId conversation);

    /// @param system what the customer writes by, for agents to see
    /// @param answersTo where what agents say is sent
    /// @param reason why a person is wanted, as a short code
    record AgentRequest(
            ConversationId conversation,
            String system,
            Target answersTo,
            Customer customer,
            String reason) {

        /// A request by a customer who is a live client.
        public static AgentRequest ofClient(
                ConversationId conversation, Customer customer, String reason) {
            return new AgentRequest(
                    conversation, conversation.origin(), Target.LIVE_CLIENTS, customer, reason);
        }
    }

    sealed interface Asked {

        HandoffId id();

        record Begun(HandoffId id) implements Asked {}

        record UnderWay(HandoffId id) implements Asked {}
    }
}
