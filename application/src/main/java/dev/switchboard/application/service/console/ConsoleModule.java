package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The services of agents and their consoles.
public record ConsoleModule(
        HandoffAcceptance acceptance,
        AgentMessages messages,
        TransferConversations transfers,
        TransferTargets targets,
        TagConversations tags,
        ServeConsoles consoles,
        ConsoleViews views,
        ReadHistory history,
        QueueViews queues,
        Agents agents,
        AgentAvailability availability,
        AgentShifts shifts,
        Leases leases,
        HandoffUpkeep upkeep)
        implements AutoCloseable {

    /// @param unread the counts that `availability` hears of too
    public static ConsoleModule of(
            Node node,
            HandoffModule handoffs,
            Drafts drafts,
            LabelLists labels,
            AgentAvailability availability,
            UnreadTally unread,
            RelayModule relays,
            LiveModule live,
            LinkMedia media,
            List<Upstream> upstreams,
            HandoffSettings settings) {
        ConversationLocks locks = node.locks();
        History history = node.store().history();
        Clock clock = node.clock();
        Later later = node.later();

        HandoffCache cache = handoffs.cache();
        HandoffSteps steps = handoffs.steps();
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
        EndedLeases ended = new EndedLeases();
        Consoles consoles = new Consoles(cache, agents, queues, unread, context, kept, ended, node);
        steps.watch(consoles);

        Offers offers = new Offers(cache, steps, queues, agents, settings, node);
        Leases leases = new Leases(cache, handoffs.store(), steps, agents, settings, node);
        LeaseGuard guard =
                new LeaseGuard(
                        cache,
                        ended,
                        agents,
                        leases,
                        unread,
                        consoles,
                        handoffs.deliveries(),
                        node);

        ConsoleFeed feed =
                new ConsoleFeed(cache, locks, agents, consoles, context, history, drafts);
        ConsoleViews views =
                new ConsoleViews(
                        cache, agents, queues, consoles, feed, context, unread, availability);
        AgentShifts shifts =
                new AgentShifts(
                        agents, availability, offers, leases, settings, later, node.steady());
        AgentMessages messages =
                new AgentMessages(guard, media, relays.relay(), context, agents, drafts, node);
        steps.listen(messages::stepped);
        TransferTargets targets = new TransferTargets(queues, agents, offers);
        ConversationTags tags =
                new ConversationTags(
                        cache,
                        handoffs.store(),
                        guard,
                        steps,
                        handoffs.record(),
                        labels,
                        locks,
                        clock);
        return new ConsoleModule(
                new HandoffAcceptance(cache, ended, steps, agents, guard, context, node),
                messages,
                new ConversationTransfers(
                        guard, steps, locks, handoffs.record(), targets, labels, tags, clock),
                targets,
                tags,
                new ConsoleConnections(
                        handoffs.loaded(),
                        shifts,
                        views,
                        feed,
                        consoles,
                        guard,
                        kept,
                        live.feeds()),
                views,
                new AgentHistory(agents, views, context, handoffs.formers()),
                queues,
                agents,
                availability,
                shifts,
                leases,
                new HandoffUpkeep(
                        handoffs.loaded(),
                        cache,
                        handoffs.store(),
                        steps,
                        locks,
                        offers,
                        leases,
                        unread));
    }

    /// Keeps the handoffs of the partitions that come and go.
    public PartitionWatcher partitions() {
        return upkeep;
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
