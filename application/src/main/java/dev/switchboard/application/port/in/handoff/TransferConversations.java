package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets the holder of a lease transfer or end a conversation, and the wrap-up time after it.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
/// Repeating the call, which is recognised by its id, completes an unfinished one.
public interface TransferConversations {

    /// Returns the possible targets of a transfer now: all queues of the tenant, and the colleagues
    /// who take chats and have a place free. Never blocks.
    Targets targets(ClientId console);

    /// Transfers the conversation. The note is for the next agent; the user does not get it.
    Given transfer(ClientId console, LeaseCommand command, Destination to);

    /// Ends the conversation's handoff. The note is for agents.
    ///
    /// @param outcome one of the tenant's outcomes; null if the agent names none
    /// @param tags all that the conversation has from now on; null to leave them as they are
    Given end(
            ClientId console,
            LeaseCommand command,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> tags);

    /// Makes the agent ready for other conversations before wrap-up times are over. Never blocks.
    ///
    /// @param leases whose wrap-up times end; those that have none change nothing
    /// @return the wrap-up times that the agent has still
    List<WrapUp> endWrapUps(ClientId console, List<LeaseId> leases);

    /// A command of the agent who holds the lease.
    ///
    /// @param id chosen by the sender, as in [SendAgentMessages.MessageCommand]
    /// @param fingerprint a hash of the command
    /// @param note may be empty
    record LeaseCommand(
            ConversationId conversation,
            LeaseId lease,
            String id,
            String fingerprint,
            String note) {}

    /// @param agents at most 500, with the fewest chats first
    /// @param others colleagues who are there and get no chats now; at most 500, by their names
    record Targets(List<QueueTarget> queues, List<AgentTarget> agents, List<AgentTarget> others) {

        public Targets {
            queues = List.copyOf(queues);
            agents = List.copyOf(agents);
            others = List.copyOf(others);
        }

        /// @param depth the number of handoffs that wait
        /// @param oldestSince the time since which the first of them waits; null if there is none
        public record QueueTarget(QueueId queue, int depth, @Nullable Instant oldestSince) {}

        /// @param name for people to read
        /// @param state the name of the chosen state
        /// @param chats the chats that the agent has, is offered or wraps up
        public record AgentTarget(
                AgentId agent, String name, Kind kind, String state, int chats, int maxChats) {}
    }

    sealed interface Destination {

        /// The handoff is offered to this agent first.
        record ToAgent(AgentId agent) implements Destination {}

        record ToQueue(QueueId queue) implements Destination {}

        record ToBot() implements Destination {}
    }

    /// Refused as `NOT_FOUND`, `LEASE_LOST`, `ID_REUSED`, `NO_TARGET`, `NO_SUCH_OUTCOME`,
    /// `NO_SUCH_TAG` or `AT_LIMIT`.
    sealed interface Given permits Given.Done, Given.OutcomeRequired, DeskRefusal {

        /// @param handoff null for a repeat of an earlier command
        /// @param seq the `seq` of the message that records it
        record Done(@Nullable HandoffId handoff, long seq) implements Given {}

        /// The tenant requires an outcome, and the command names none.
        ///
        /// @param outcomes the ones to choose from
        record OutcomeRequired(List<Label> outcomes) implements Given {

            public OutcomeRequired {
                outcomes = List.copyOf(outcomes);
            }
        }
    }
}
