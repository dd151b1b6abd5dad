package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.cluster.SentAs;
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
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.session.Offered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connection to one console, implemented by its adapter. Never blocks, and never calls the
/// core from within a call.
public interface ConsoleLine {

    /// Sends a journaled message, of any author, of a conversation that the console follows: in
    /// `seq` order and each once. The console does not confirm single messages; see
    /// [SendAgentMessages#has].
    ///
    /// A message of [dev.switchboard.domain.conversation.Party#SYSTEM] whose content has the member
    /// `handoff` records a step of the handoff:
    /// `{"event","handoff","version","state","owner":{"kind","id"?},"by"?}`, where `event` is
    /// `handoff_requested`, `handoff_joined`, `handoff_lapsed`, `handoff_transferred`,
    /// `handoff_taken`, `handoff_assigned`, `handoff_prioritised`, `handoff_ended` or
    /// `handoff_customer_left`; `state` is `waiting`, `offered`, `leased`, `ended`, `bot` or
    /// `abandoned`; and `owner.kind` is `queue`, `agent` or `bot`.
    ///
    /// A message of the hub's own agents has the form that [SendAgentMessages.MessageCommand]
    /// describes.
    ///
    /// A message may have a [note][dev.switchboard.domain.message.Content#note], whose members are
    /// shown like those of its content: `note` of a step of the handoff, and all that an agent
    /// wrote for agents alone.
    ///
    /// @return [Offered#FULL]: the message is sent again after [ServeConsoles#drained]
    Offered push(Message message);

    /// Sends an event, which is never repeated and never refused. The line keeps the order of
    /// everything that it is given, pushes included. Of queue updates and unread counts it may drop
    /// all but the latest.
    void tell(ConsoleEvent event);

    /// Ends this connection because another one has taken over the session.
    void replaced();

    /// Ends this connection because the desk of its agent is at another hub now. The console
    /// connects again and continues.
    void moved();

    /// A change that a console shows, apart from messages.
    @SentAs("Notice")
    sealed interface ConsoleEvent {

        /// The first event on each connection.
        ///
        /// @param name of the agent, for people to read
        /// @param recovered whether it continues an earlier connection
        /// @param choices the states that the agent may choose from
        /// @param maxChats how many conversations the agent may hold
        /// @param queues the permitted ones, with how many wait in each
        /// @param offers what is offered to this agent now
        /// @param drafts what the agent has written in the conversations of `leases`
        /// @param wrapUps as [WrapUps] tells them
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
                List<WrapUp> wrapUps,
                Unread unread)
                implements ConsoleEvent {}

        /// The agent's availability changed, by this console, another console or somebody else.
        ///
        /// @param by the supervisor who chose it for the agent; null for everybody else
        record AvailabilityChanged(AgentReadiness availability, @Nullable Chooser by)
                implements ConsoleEvent {}

        /// @param name for people to read
        record Chooser(AgentId agent, String name) {}

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
                implements ConsoleEvent {}

        /// The changes of a queue since the last event of it.
        ///
        /// @param version the version of the previous snapshot or update plus the number of changes
        /// @param changes at most one per handoff
        record QueueUpdate(QueueId queue, long version, int depth, List<QueueChange> changes)
                implements ConsoleEvent {}

        /// @param now the waiting or offered handoff; null if it left this queue
        /// @param added whether it was not in this queue at the last event
        record QueueChange(HandoffId handoff, Handoff.@Nullable Queued now, boolean added) {}

        /// An offer of a handoff to this agent until its deadline.
        ///
        /// @param last the user's last message; null if there is none
        /// @param messages the greatest number of messages that the agent would be shown
        record Offer(Handoff.Offered handoff, @Nullable Message last, int messages)
                implements ConsoleEvent {}

        /// An offer is over.
        ///
        /// @param version the new version of the handoff
        record Revoked(HandoffId handoff, long version, Why why) implements ConsoleEvent {}

        enum Why {
            DEADLINE,
            TAKEN,
            CANCELLED,
            CUSTOMER_LEFT
        }

        record LeaseLost(ConversationId conversation, LeaseId lease, Lost why)
                implements ConsoleEvent {}

        enum Lost {
            EXPIRED,
            TRANSFERRED,
            ENDED,
            /// A supervisor took it over, or sent it to somebody else.
            TAKEN,
            /// The customer left, or somebody else ended the lease.
            REVOKED
        }

        /// The agent's wrap-up times, all of them, after one began or ended.
        record WrapUps(List<WrapUp> all) implements ConsoleEvent {}

        /// The messages before the first one that is [pushed][#push].
        ///
        /// @param held any console of the agent may answer by its lease; the first message that is
        ///   pushed has the next `seq`
        record ContextSnapshot(Held held, Slice shown) implements ConsoleEvent {}

        /// The state of a message that one of the hub's agents wrote: its delivery is pending
        /// (tried or not), delivered, or parked.
        record Status(Message message, Delivery delivery) implements ConsoleEvent {}

        record Typing(ConversationId conversation, Author author, boolean active)
                implements ConsoleEvent {}

        /// The whole wall of a supervisor.
        ///
        /// @param version grows by one with each [WallUpdate]
        record WallSnapshot(long version, WatchWall.Lines lines) implements ConsoleEvent {}

        /// The changes of the wall since the last event of it. Of several, the line may drop all
        /// but the latest; the gap in the versions tells the console.
        ///
        /// @param lines those that are new or different
        /// @param agents those that are on the wall no longer
        /// @param chats those that no agent has any longer
        record WallUpdate(
                long version,
                WatchWall.Lines lines,
                List<AgentId> agents,
                List<ConversationId> chats)
                implements ConsoleEvent {}

        /// Another console of the agent has written this.
        record Drafted(ReplyDraft draft) implements ConsoleEvent {}

        /// The unread messages of users in the conversations that the agent holds.
        ///
        /// @param version rises with each change
        record Unread(int total, Map<ConversationId, Integer> conversations, long version)
                implements ConsoleEvent {}
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

    /// The end of the time in which the user may be written to, on a platform that limits it.
    ///
    /// @param window what each new message of the user begins anew
    record Reachable(Instant until, ReplyWindow window) {

        public boolean overAt(Instant now) {
            return !now.isBefore(until);
        }
    }
}
