package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;

/// Lets supervisors decide about all handoffs of their tenant.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
/// Repeating the call, which is recognised by its id, completes an unfinished one. Refused as
/// `FORBIDDEN` for agents who do not supervise. A handoff of another tenant is `GONE`.
public interface SuperviseHandoffs {

    /// Makes the supervisor the holder of a conversation, in whatever state the supervisor is. The
    /// former holder, or the agent who was offered it, is told.
    ///
    /// @return refused as `CHANGED`, `GONE`, `AT_LIMIT` or `ID_REUSED` as well
    Accepted take(ClientId console, Directive directive);

    /// Sends a conversation to an agent, who is offered it, to a queue or to the bot. The former
    /// holder, or the agent who was offered it, is told.
    Assigned assign(ClientId console, Directive directive, Destination to);

    /// Sends all conversations that an agent has to a queue, each by a step of its own. Of those, a
    /// repeat moves what did not move before and has not changed since.
    Emptied empty(ClientId console, Emptying emptying);

    /// Makes a handoff that waits more or less urgent than others.
    Prioritised prioritise(ClientId console, Ranking ranking);

    /// @param version the version that the supervisor saw
    /// @param id chosen by the sender, as in [SendAgentMessages.MessageCommand]
    /// @param fingerprint a hash of the command
    /// @param note for agents; may be empty
    record Directive(
            ConversationId conversation,
            HandoffId handoff,
            long version,
            String id,
            String fingerprint,
            String note) {}

    /// @param id as in [Directive]
    /// @param note for the next agents; may be empty
    record Emptying(AgentId agent, QueueId to, String id, String fingerprint, String note) {}

    /// Refused as `NOT_FOUND`, `NO_TARGET` or `ID_REUSED` as well.
    sealed interface Emptied permits Emptied.Done, DeskRefusal {

        /// @param moved the conversations that are in the queue by this command or an earlier try
        /// @param left those that changed meanwhile
        record Done(int moved, int left) implements Emptied {}
    }

    /// @param version the version that the supervisor saw
    /// @param id as in [Directive]
    record Ranking(
            HandoffId handoff, long version, String id, String fingerprint, Priority priority) {}

    /// Refused as `CHANGED`, `GONE` or `ID_REUSED` as well.
    sealed interface Prioritised permits Prioritised.Done, DeskRefusal {

        /// @param version of the handoff after this step
        record Done(long version) implements Prioritised {}
    }

    /// Refused as `CHANGED`, `GONE`, `NO_TARGET` or `ID_REUSED` as well.
    sealed interface Assigned permits Assigned.Done, DeskRefusal {

        /// @param version of the handoff after this step
        /// @param seq the `seq` of the message that records it
        record Done(HandoffId handoff, long version, long seq) implements Assigned {}
    }
}
