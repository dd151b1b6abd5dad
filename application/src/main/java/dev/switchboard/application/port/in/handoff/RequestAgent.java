package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffId;

/// A customer wants a person, or no longer.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; nothing
/// has happened then, or the same call again finishes it.
public interface RequestAgent {

    /// Begins a handoff, unless one is under way: from now on what the user says is for an agent.
    /// Durable when it returns.
    Asked ask(Question question);

    /// The customer left: whatever is under way ends as abandoned, and its agent is told. Harmless
    /// if nothing is. The caller holds the conversation's lock.
    void leave(ConversationId conversation);

    /// @param system what the customer writes by, for agents to see
    /// @param answersTo where what agents say is sent
    /// @param reason why a person is wanted, as a short code
    record Question(
            ConversationId conversation,
            String system,
            Target answersTo,
            Customer customer,
            String reason) {

        /// By a customer who is a live client.
        public static Question ofClient(
                ConversationId conversation, Customer customer, String reason) {
            return new Question(
                    conversation, conversation.origin(), Target.LIVE_CLIENTS, customer, reason);
        }
    }

    sealed interface Asked {

        HandoffId id();

        record Begun(HandoffId id) implements Asked {}

        record UnderWay(HandoffId id) implements Asked {}
    }
}
