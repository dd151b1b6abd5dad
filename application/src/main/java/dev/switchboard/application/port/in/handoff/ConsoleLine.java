package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.session.Offered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way to one console, as its adapter has it. Never blocks, and calls nothing of the core back
/// while it is called.
public interface ConsoleLine {

    /// Sends a journaled message of a conversation that the console follows: in `seq` order, each
    /// once, whoever wrote it. It is not confirmed one by one; see [SendAgentMessages#has].
    ///
    /// A message of [dev.switchboard.domain.conversation.Party#SYSTEM] whose content has the member
    /// `handoff` records a step of the handoff:
    /// `{"event","handoff","version","state","owner":{"kind","id"?},"by"?,"note"?}`, where `event`
    /// is `handoff_requested`, `handoff_joined`, `handoff_lapsed`, `handoff_transferred`,
    /// `handoff_ended` or `handoff_customer_left`; `state` is `waiting`, `offered`, `leased`,
    /// `ended`, `bot` or `abandoned`; and `owner.kind` is `queue`, `agent` or `bot`.
    ///
    /// What an agent of ours wrote has the form that [TalkToUsers.Words] describes.
    ///
    /// @return [Offered#FULL]: it is sent again after [ServeConsoles#drained]
    Offered push(Message message);

    /// Sends what is never repeated. It is not refused: the line keeps the order of what it is
    /// given, pushes included, and of queues and unread counts at least the latest.
    void tell(Notice notice);

    /// Another connection has taken over the session: this one ends.
    void replaced();

    sealed interface Notice {

        /// First of all on each connection.
        ///
        /// @param name of the agent, for people to read
        /// @param recovered whether it continues an earlier connection
        /// @param choices the states that the agent may choose from
        /// @param maxChats how many conversations the agent may hold
        /// @param queues the permitted ones, with how many wait in each
        /// @param offers what is offered to this agent now
        /// @param drafts what the agent has written in the conversations of `leases`
        record Ready(
                AgentId agent,
                String name,
                boolean recovered,
                AgentReadiness availability,
                AvailabilityProfile choices,
                int maxChats,
                Map<QueueId, Integer> queues,
                List<Held> leases,
                List<Offer> offers,
                List<ReplyDraft> drafts,
                Unread unread)
                implements Notice {}

        /// The agent is in another state: this console, another one or somebody else chose it.
        record AvailabilityChanged(AgentReadiness availability) implements Notice {}

        /// The first of a queue, in their order.
        ///
        /// @param version grows by one with each [QueueChange] of the queue
        /// @param oldestSince null if it is empty
        record QueueSnapshot(
                QueueId queue,
                long version,
                int depth,
                @Nullable Instant oldestSince,
                List<Handoff.Queued> items)
                implements Notice {}

        /// What changed in a moment.
        ///
        /// @param version that of the snapshot or update before, and one for each change
        /// @param changes at most one of each handoff
        record QueueUpdate(QueueId queue, long version, int depth, List<QueueChange> changes)
                implements Notice {}

        /// @param now what waits or is offered now, or null if it left this queue
        /// @param added whether it was not in this queue when consoles were last told
        record QueueChange(HandoffId handoff, Handoff.@Nullable Queued now, boolean added) {}

        /// A handoff is this agent's to accept until its deadline.
        ///
        /// @param last what the user said last, or null
        /// @param messages how many the agent would be shown, at most
        record Offer(Handoff.Offered handoff, @Nullable Message last, int messages)
                implements Notice {}

        /// An offer is over.
        ///
        /// @param version of the handoff now
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
            /// The customer left, or somebody else took it away.
            REVOKED
        }

        /// What was said before the first message that is [pushed][#push].
        ///
        /// @param held any console of the agent may answer by its lease; the first message that is
        ///   pushed has the next `seq`
        record ContextSnapshot(Held held, Slice shown) implements Notice {}

        /// How a message stands that an agent of ours wrote: delivery pending (never tried, or
        /// tried), delivered, or parked.
        record Status(Message message, Delivery delivery) implements Notice {}

        record Typing(ConversationId conversation, Author author, boolean active)
                implements Notice {}

        /// Another console of the agent has written this.
        record Drafted(ReplyDraft draft) implements Notice {}

        /// What the agent has not read of what users said in the conversations the agent holds.
        ///
        /// @param version rises with each change
        record Unread(int total, Map<ConversationId, Integer> conversations, long version)
                implements Notice {}
    }

    /// A conversation that the agent holds.
    ///
    /// @param seq the conversation's last one
    /// @param last what a user, a bot or an agent said last, or null
    /// @param userAt when the user last said something, or null
    /// @param agentAt when an agent last did, or null
    /// @param reachable null where no platform limits it
    record Held(
            Leased handoff,
            long seq,
            @Nullable Message last,
            @Nullable Instant userAt,
            @Nullable Instant agentAt,
            @Nullable Reachable reachable) {

        public ConversationId conversation() {
            return handoff.conversation();
        }

        public Lease lease() {
            return handoff.lease();
        }
    }

    /// For how long the user may be written to, on a platform that limits it.
    ///
    /// @param window what each new message of the user begins anew
    record Reachable(Instant until, ReplyWindow window) {

        public boolean overAt(Instant now) {
            return !now.isBefore(until);
        }
    }
}
