package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Matter;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connection to one console, implemented by its adapter. Never blocks, and never calls the
/// core from within a call.
public interface ConsoleLine {

    /// Sends a journaled message of a conversation that the console follows, whoever wrote it: in
    /// `seq` order and each once. The console does not confirm single messages; see
    /// [SendAgentMessages#has].
    ///
    /// A message of [dev.switchboard.domain.conversation.Party#SYSTEM] whose content has the member
    /// `handoff` records a step of the handoff:
    /// `{"event","handoff","version","state","owner":{"kind","id"?},"by"?,"note"?}`, where `event`
    /// is `handoff_requested`, `handoff_joined`, `handoff_lapsed`, `handoff_transferred`,
    /// `handoff_ended` or `handoff_customer_left`; `state` is `waiting`, `offered`, `leased`,
    /// `ended`, `bot` or `abandoned`; and `owner.kind` is `queue`, `agent` or `bot`.
    ///
    /// A message of the hub's own agents has the form that [SendAgentMessages.Words] describes.
    ///
    /// @return [Offered#FULL]: the message is sent again after [ServeConsoles#drained]
    Offered push(Message message);

    /// Sends a notice, which is never repeated and never refused. The line keeps the order of
    /// everything that it is given, pushes included. Of queue updates and unread counts it may drop
    /// all but the latest.
    void tell(Notice notice);

    /// Ends this connection because another one has taken over the session.
    void replaced();

    sealed interface Notice {

        /// The first notice on each connection.
        ///
        /// @param recovered whether it continues an earlier connection
        /// @param queues the depth of each permitted queue
        /// @param offers the current offers to this agent
        record Ready(
                AgentId agent,
                boolean recovered,
                AgentReadiness availability,
                Map<QueueId, Integer> queues,
                List<Held> leases,
                List<Offer> offers,
                Unread unread)
                implements Notice {}

        /// The agent's availability changed, by this console, another console or somebody else.
        record AvailabilityChanged(AgentReadiness availability) implements Notice {}

        /// The first handoffs of a queue, in order.
        ///
        /// @param version grows by one with each [QueueChange] of the queue
        /// @param oldestSince null if the queue is empty
        record QueueSnapshot(
                QueueId queue,
                long version,
                int depth,
                @Nullable Instant oldestSince,
                List<Handoff.Queued> items)
                implements Notice {}

        /// The changes of a queue since the last notice of it.
        ///
        /// @param version the version of the previous snapshot or update plus the number of changes
        /// @param changes at most one per handoff
        record QueueUpdate(QueueId queue, long version, int depth, List<QueueChange> changes)
                implements Notice {}

        /// @param now the waiting or offered handoff; null if it left this queue
        /// @param added whether it was not in this queue at the last notice
        record QueueChange(HandoffId handoff, Handoff.@Nullable Queued now, boolean added) {}

        /// An offer of a handoff to this agent until its deadline.
        ///
        /// @param last the user's last message; null if there is none
        /// @param messages the greatest number of messages that the agent would be shown
        record Offer(Handoff.Offered handoff, @Nullable Message last, int messages)
                implements Notice {}

        /// An offer is over.
        ///
        /// @param version the new version of the handoff
        record Revoked(HandoffId handoff, long version, Why why) implements Notice {}

        enum Why {
            DEADLINE,
            TAKEN,
            CANCELLED,
            CUSTOMER_LEFT
        }

        record LeaseLost(ConversationId conversation, LeaseId lease, Lost why) implements Notice {}

        enum Lost {
            EXPIRED,
            TRANSFERRED,
            ENDED,
            /// The customer left, or somebody else ended the lease.
            REVOKED
        }

        /// The messages before the first one that is [pushed][#push].
        ///
        /// @param held any console of the agent may answer by its lease; the first message that is
        ///   pushed has the next `seq`
        /// @param matter null if nobody ever asked for a person in this conversation
        record ContextSnapshot(
                Held held, boolean complete, List<Message> messages, @Nullable Matter matter)
                implements Notice {}

        /// The state of a message that one of the hub's agents wrote: its delivery is pending
        /// (tried or not), delivered, or parked.
        record Status(Message message, Delivery delivery) implements Notice {}

        record Typing(ConversationId conversation, Author author, boolean active)
                implements Notice {}

        /// The unread messages of users in the conversations that the agent holds.
        ///
        /// @param version rises with each change
        record Unread(int total, Map<ConversationId, Integer> conversations, long version)
                implements Notice {}
    }

    /// A conversation that the agent holds.
    ///
    /// @param version the version of its handoff
    /// @param seq the last `seq` of the conversation
    record Held(ConversationId conversation, Lease lease, long version, long seq) {}
}
