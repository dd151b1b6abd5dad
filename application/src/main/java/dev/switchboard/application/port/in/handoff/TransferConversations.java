package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;
import org.jspecify.annotations.Nullable;

/// The holder of a lease hands the conversation on, or ends it.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; the
/// same call again finishes what was begun, and is recognised by its id.
public interface TransferConversations {

    /// The note is for the next one; the user is not sent it.
    Given transfer(ClientId console, Parting parting, Destination to);

    /// The note says why.
    Given end(ClientId console, Parting parting);

    /// @param id by its sender, as in [TalkToUsers.Words]
    /// @param fingerprint a hash of what is asked
    /// @param note may be empty
    record Parting(
            ConversationId conversation,
            LeaseId lease,
            String id,
            String fingerprint,
            String note) {}

    sealed interface Destination {

        /// It is offered to this agent first.
        record ToAgent(AgentId agent) implements Destination {}

        record ToQueue(QueueId queue) implements Destination {}

        record ToBot() implements Destination {}
    }

    /// Refused as `NOT_FOUND`, `LEASE_LOST`, `ID_REUSED` or `NO_TARGET`.
    sealed interface Given permits Given.Done, DeskRefusal {

        /// @param handoff null for a repeat of an earlier command
        /// @param seq of the message that records it
        record Done(@Nullable HandoffId handoff, long seq) implements Given {}
    }
}
