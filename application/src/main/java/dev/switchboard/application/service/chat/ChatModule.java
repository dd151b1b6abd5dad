package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The services for users of external bots who are handed over to people.
public record ChatModule(
        ReadChats reader,
        OpenChats opener,
        ReceiveDeskEvents deskEvents,
        ReceiveUserMessages userMessages,
        HearReceipts receipts,
        LinkIdentities identities,
        ChatSteps steps,
        ChatOpenings openings,
        ChatUpkeep upkeep) {

    /// @param outside the external desks
    /// @param others sends to desks that keep no chats of their own
    public static ChatModule of(
            Node node,
            RelayModule relays,
            HandoffModule handoffs,
            Chats chats,
            UserNames names,
            List<AgentDesk> outside,
            List<Upstream> upstreams,
            MessageSender others) {
        DeliveryModule delivery = relays.delivery();
        MessageRelay relay = relays.relay();
        Node.Store store = node.store();
        Conversations conversations = store.conversations();
        History history = store.history();
        ConversationLocks locks = node.locks();
        Ids ids = node.ids();
        Clock clock = node.clock();
        Later later = node.later();

        ChatReader reader = new ChatReader(chats, conversations, history, outside, clock);
        ChatJournal journal =
                new ChatJournal(relay, Upstream.byOrigin(upstreams, Upstream::chats), ids, clock);
        delivery.lanes()
                .serve(
                        Target.Kind.DESK,
                        new DeskSender(outside, chats, reader, journal, locks, others, clock));
        TypingRelay typing = new TypingRelay(chats, reader, upstreams, later, clock);
        node.live().listen(typing::hear);

        ChatSteps steps =
                new ChatSteps(
                        chats,
                        ChatSteps.desks(handoffs.requests(), chats, outside),
                        journal,
                        relay,
                        locks,
                        store.backlog(),
                        later,
                        clock);
        Receipts receipts =
                new Receipts(
                        history,
                        store.journal(),
                        conversations,
                        delivery.lanes(),
                        locks,
                        node.live(),
                        node.telemetry(),
                        clock);
        ChatOpenings openings = new ChatOpenings();
        ChatUpkeep upkeep = new ChatUpkeep(chats, steps, journal, openings, handoffs.store(), node);
        handoffs.whenStored(upkeep::stepped);
        return new ChatModule(
                reader,
                new ChatOpener(chats, steps, journal, openings, delivery.calls(), node),
                new DeskEvents(chats, steps, journal, receipts, locks, node.live(), clock),
                new PlatformMessages(
                        chats,
                        steps,
                        journal,
                        handoffs.cache(),
                        locks,
                        reader,
                        new OwnEchoes(history, conversations, upstreams, clock)),
                receipts,
                new IdentityLinks(names, conversations, chats),
                steps,
                openings,
                upkeep);
    }

    /// Ends a live chat as finished. The caller holds the conversation's lock.
    public void end(Chat live) {
        steps.end(live, EndReason.FINISHED);
    }

    /// Takes up chats that are over or were left half done.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void sweep() {
        upkeep.sweep();
    }

    /// Looks at the chats of partitions that were taken.
    public PartitionListener partitions() {
        return upkeep;
    }

    /// Completes when the desks that are being called now to open chats have answered.
    public CompletableFuture<Void> openingsEnded() {
        return openings.ended();
    }

    /// Webhooks of the platforms on which the users write.
    public static RegisterWebhooks webhooks(PlatformWebhooks webhooks) {
        return new WebhookRegistration(webhooks);
    }
}
