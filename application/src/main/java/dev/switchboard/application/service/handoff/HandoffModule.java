package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The services that hand conversations from the bot to a person and back, and serve agents'
/// consoles.
public record HandoffModule(
        Handoffs store,
        HandoffCache cache,
        AgentRequests requests,
        HandoffAcceptance acceptance,
        AgentMessages messages,
        TransferConversations transfers,
        TransferTargets targets,
        TagConversations tags,
        ServeConsoles consoles,
        ConsoleViews views,
        QueueViews queues,
        Agents agents,
        AgentAvailability availability,
        AgentShifts shifts,
        HandoffSteps steps,
        HandoffRecord record,
        Leases leases,
        HandoffUpkeep upkeep)
        implements AutoCloseable {

    /// @param tenants which tenant has a conversation
    /// @param unread the counts that `availability` hears of too
    public static HandoffModule of(
            Node node,
            Tenants tenants,
            Handoffs store,
            Drafts drafts,
            LabelLists labels,
            AgentAvailability availability,
            UnreadTally unread,
            RelayModule relays,
            LiveModule live,
            LinkMedia media,
            List<Upstream> upstreams,
            HandoffSettings settings) {
        MessageRelay relay = relays.relay();
        ConversationLocks locks = node.locks();
        History history = node.store().history();
        Clock clock = node.clock();
        Ids ids = node.ids();
        Later later = node.later();

        HandoffCache cache = new HandoffCache(store, tenants, node.ownership());
        Agents agents = new Agents(availability, settings.maxChats(), node.steady());
        QueueViews queues = new QueueViews(settings.queues(), later);
        ContextReader context =
                new ContextReader(
                        node.store().conversations(),
                        history,
                        settings.window(),
                        target ->
                                Upstream.gatewayTo(upstreams, target)
                                        .flatMap(gateway -> gateway.replyWindow(target)),
                        clock);
        ConsoleSessions kept = new ConsoleSessions(live.sessions(), node.workers(), clock);
        Consoles consoles =
                new Consoles(cache, agents, queues, unread, context, kept, node.live(), later);
        ConsoleDeliveries deliveries =
                new ConsoleDeliveries(
                        node.store().journal(),
                        node.store().backlog(),
                        relays.delivery().pending(),
                        node.telemetry(),
                        node.live(),
                        node.ownership(),
                        clock);

        HandoffRecord record = new HandoffRecord(relay, history, ids);
        HandoffSteps steps =
                new HandoffSteps(
                        cache, store, record, deliveries, consoles, locks, node.telemetry());
        Offers offers = new Offers(cache, steps, queues, agents, settings, node);
        Leases leases = new Leases(cache, store, steps, agents, settings, node);
        LeaseGuard guard =
                new LeaseGuard(cache, locks, agents, leases, unread, consoles, deliveries, later);

        ConsoleFeed feed =
                new ConsoleFeed(cache, locks, agents, consoles, context, history, drafts);
        ConsoleViews views =
                new ConsoleViews(
                        cache, agents, queues, consoles, feed, context, unread, availability);
        AgentShifts shifts =
                new AgentShifts(
                        agents, availability, offers, leases, settings, later, node.steady());
        AgentMessages messages =
                new AgentMessages(guard, media, relay, context, agents, drafts, node);
        steps.listen(messages::stepped);
        TransferTargets targets = new TransferTargets(queues, agents, offers);
        ConversationTags tags =
                new ConversationTags(cache, store, guard, steps, record, labels, locks, clock);
        return new HandoffModule(
                store,
                cache,
                new AgentRequests(cache, store, steps, locks, settings, ids, clock),
                new HandoffAcceptance(cache, steps, agents, guard, context, node),
                messages,
                new ConversationTransfers(
                        guard, steps, locks, record, targets, labels, tags, clock),
                targets,
                tags,
                new ConsoleConnections(
                        cache, shifts, views, feed, consoles, guard, kept, live.feeds()),
                views,
                queues,
                agents,
                availability,
                shifts,
                steps,
                record,
                leases,
                new HandoffUpkeep(cache, store, steps, locks, offers, leases, unread));
    }

    /// Keeps the handoffs of the partitions that come and go.
    public PartitionWatcher partitions() {
        return upkeep;
    }

    /// Registers a listener for each step of a handoff, called under the lock of its conversation.
    public void listen(Consumer<Handoff> listener) {
        steps.listen(listener);
    }

    /// Who waits in one queue of one tenant.
    ///
    /// @param waiting the number of waiting and offered handoffs
    /// @param oldest the time since which the first of them waits; null if there is none
    public record QueueFigure(
            TenantId tenant, QueueId queue, int waiting, @Nullable Instant oldest) {}

    /// The queues of the default tenant, and of each tenant that has had users or consoles here.
    public List<QueueFigure> queueFigures() {
        return queues.figures();
    }

    /// Loads open handoffs after a start, and completes what was interrupted.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void sweep() {
        upkeep.sweep();
    }

    /// Removes drafts that nobody has changed for a week.
    public void forgetOldDrafts() {
        messages.forgetOldDrafts();
    }

    /// Stores the pending renewals and read marks of leases.
    @Override
    public void close() {
        leases.close();
    }
}
