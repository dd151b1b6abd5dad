package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffId;

/// A customer wants a person, or no longer.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; nothing
/// has happened then, or the same call again finishes it.
public interface AskForAgent {

    /// Begins a handoff, unless one is under way: from now on what the user says is for an agent.
    /// Durable when it returns.
    Asked ask(ConversationId conversation, Customer customer, String reason);

    /// The customer left: whatever is under way ends as abandoned, and its agent is told. Harmless
    /// if nothing is.
    void leave(ConversationId conversation);

    sealed interface Asked {

        HandoffId id();

        record Begun(HandoffId id) implements Asked {}

        record UnderWay(HandoffId id) implements Asked {}
    }
}
