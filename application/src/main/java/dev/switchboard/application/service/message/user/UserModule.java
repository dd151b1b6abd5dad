package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.session.ReachClients;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.List;

/// The services for end users' messages to bots and desks, and for their replies.
///
/// @param send at whichever hub the conversation is
/// @param sender sends messages to bots, to users of platforms, and to desks that keep no chats of
///   their own
public record UserModule(
        SendUserMessage send,
        RelayEphemeralEvents ephemeral,
        BotReplies bots,
        MessageSender sender) {

    /// @param maxPending the greatest number of messages that may wait for one bot or desk
    public static UserModule of(
            Node node,
            RelayModule relays,
            LiveModule live,
            HandoffModule handoffs,
            AgentSessions sessions,
            WaitingParts parts,
            List<Upstream> upstreams,
            int maxPending) {
        DeliveryModule delivery = relays.delivery();
        MessageRelay relay = relays.relay();
        ConversationLocks locks = node.locks();
        History history = node.store().history();
        Ids ids = node.ids();
        Clock clock = node.clock();

        OpenAgentSessions agentSessions = new OpenAgentSessions(sessions, history, locks);
        SystemEvents events = new SystemEvents(relay, locks, ids, clock);
        UserMessageWatch watch =
                new UserMessageWatch(
                        node.live(),
                        upstreams,
                        node.timer(),
                        clock,
                        message ->
                                node.workers()
                                        .execute(() ->
                                                events.answerOverdue(message.conversation())));
        delivery.lanes().listen(watch);
        UserMessageSender sender =
                new UserMessageSender(
                        upstreams, node.store().deliveries(), watch, delivery.gates());
        delivery.lanes().serve(Target.Kind.BOT, sender);
        delivery.lanes().serve(Target.Kind.USER, sender);

        UserAdmission admission =
                new UserAdmission(
                        live.ownership(),
                        live.clients(),
                        live.connections(),
                        delivery.pending(),
                        maxPending,
                        handoffs.cache());
        UserReplies replies =
                new UserReplies(relays.replies(), relay, watch, history, node.workers());
        SendUserMessage here =
                new UserMessageService(
                        admission, relay, replies, agentSessions, handoffs.cache(), node);
        PeerModule peers = live.peers();
        SendEphemeralEvents targets = new EphemeralSender(upstreams, delivery.lanes(), ids, clock);
        return new UserModule(
                peers.isShared() ? withProofs(here, live) : here,
                new EphemeralEvents(
                        admission,
                        peers.forwarded(SendEphemeralEvents.class, targets),
                        node.live()),
                new BotReplies(
                        node,
                        relay,
                        agentSessions,
                        watch,
                        events,
                        handoffs.requests(),
                        parts,
                        Upstream.byOrigin(upstreams, upstream -> upstream.waits().part())),
                sender);
    }

    private static SendUserMessage withProofs(SendUserMessage here, LiveModule live) {
        PeerModule peers = live.peers();
        return new ConnectionProofs(
                peers.forwarded(SendUserMessage.class, here),
                live.connections(),
                peers.forwarded(ReachClients.class, live.connections()),
                live.ownership());
    }

    public AcceptReply replies() {
        return bots;
    }

    /// Keeps the waiting parts of answers in the partitions that come and go.
    public PartitionListener partitions() {
        return bots;
    }

    /// Removes the waiting parts of answers of a conversation. The caller holds its lock.
    public void forgetParts(ConversationId conversation) {
        bots.forget(conversation);
    }
}
