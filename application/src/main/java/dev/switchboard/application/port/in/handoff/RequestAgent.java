package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.TenantId;

/// Requests an agent for a customer, and withdraws the request.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s. Then
/// nothing has happened, or repeating the call completes it.
public interface RequestAgent {

    /// Begins a handoff unless one is under way. From now on the user's messages are for an agent.
    /// Durable when it returns.
    Asked ask(Question question);

    /// Ends the current handoff as abandoned because the customer left, and tells its agent. Does
    /// nothing if no handoff is under way. The caller holds the conversation's lock.
    void leave(ConversationId conversation);

    /// @param tenant the tenant whose agents may answer
    /// @param system the system that the customer writes by, shown to agents
    /// @param answersTo the target of the agent's messages
    /// @param reason a short code for why a person is wanted
    record Question(
            ConversationId conversation,
            TenantId tenant,
            String system,
            Target answersTo,
            Customer customer,
            String reason) {

        /// A request by a customer who is a live client.
        public static Question ofClient(
                ConversationId conversation, Customer customer, String reason) {
            return new Question(
                    conversation,
                    TenantId.DEFAULT,
                    conversation.origin(),
                    Target.LIVE_CLIENTS,
                    customer,
                    reason);
        }
    }

    sealed interface Asked {

        HandoffId id();

        record Begun(HandoffId id) implements Asked {}

        record UnderWay(HandoffId id) implements Asked {}
    }
}
