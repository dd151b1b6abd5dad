package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.service.handoff.AgentMessages;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.handoff.AgentShifts;
import dev.switchboard.application.service.handoff.Agents;
import dev.switchboard.application.service.handoff.ConsoleConnections;
import dev.switchboard.application.service.handoff.ConsoleDeliveries;
import dev.switchboard.application.service.handoff.ConsoleFeed;
import dev.switchboard.application.service.handoff.ConsoleSessions;
import dev.switchboard.application.service.handoff.ConsoleViews;
import dev.switchboard.application.service.handoff.Consoles;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.ConversationTransfers;
import dev.switchboard.application.service.handoff.HandoffAcceptance;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.handoff.HandoffUpkeep;
import dev.switchboard.application.service.handoff.LeaseGuard;
import dev.switchboard.application.service.handoff.Leases;
import dev.switchboard.application.service.handoff.Offers;
import dev.switchboard.application.service.handoff.QueueViews;
import dev.switchboard.application.service.handoff.Unread;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.application.service.presence.AgentPresence;
import dev.switchboard.application.service.presence.OpenOrganisations;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.bootstrap.scenario.OneThreadLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// What serves agents in a run of the hub.
final class LiveAgents {

    static final QueueId SALES = new QueueId("sales");
    static final HandoffSettings SETTINGS =
            new HandoffSettings(
                    true,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    2,
                    3,
                    new ContextWindow(Duration.ofHours(24), 500, 1 << 20),
                    List.of(QueueId.DEFAULT, SALES));

    final HandoffCache cache;
    final HandoffSteps steps;
    final AgentRequests asking;
    final ServeConsoles serve;
    final WatchDesk watch;
    final ReadAsAgent reading;
    final AcceptHandoffs take;
    final SendAgentMessages talk;
    final TransferConversations give;
    final HandoffUpkeep upkeep;
    final AgentAvailability availability;
    final OpenOrganisations organisations;
    final QueueViews queues;
    final Leases leases;
    private final OneThreadLocks locks;

    LiveAgents(LiveWorld world, LiveRelay core, Feeds feeds, KeptSessions sessions) {
        Clock clock = world.clock;
        var history = world.store.history();
        locks = core.locks;
        cache = new HandoffCache(world.handoffs);
        Later later = core.later;
        queues = new QueueViews(SETTINGS.queues(), later);
        Unread unread = new Unread(history, clock);
        organisations =
                new OpenOrganisations(
                        new OpenOrganisations.Running(
                                world.organisations,
                                core.timer,
                                core.workers,
                                clock,
                                Duration.ofHours(24)));
        availability =
                new AgentPresence(
                        organisations,
                        new InMemoryAgentAvailability(),
                        unread,
                        SETTINGS.offlineGrace(),
                        core.timer,
                        clock);
        Agents agents = new Agents(availability, SETTINGS.maxChats(), clock);
        ContextReader context =
                new ContextReader(world.store.conversations(), history, SETTINGS.window(), clock);
        ConsoleSessions kept = new ConsoleSessions(sessions, core.workers, clock);
        Consoles consoles =
                new Consoles(cache, agents, queues, unread, context, kept, core.live, later);
        ConsoleDeliveries deliveries =
                new ConsoleDeliveries(
                        world.store.journal(),
                        world.store.backlog(),
                        core.pending,
                        core.telemetry,
                        core.live,
                        clock);
        HandoffRecord record = new HandoffRecord(core.relay, history, world.ids);
        steps =
                new HandoffSteps(
                        cache,
                        world.handoffs,
                        record,
                        deliveries,
                        consoles,
                        core.locks,
                        core.telemetry);
        Offers offers =
                new Offers(cache, steps, core.locks, queues, agents, SETTINGS, later, clock);
        leases =
                new Leases(
                        cache, world.handoffs, steps, core.locks, agents, SETTINGS, later, clock);
        LeaseGuard holding =
                new LeaseGuard(
                        cache, core.locks, agents, leases, unread, consoles, deliveries, later);
        asking =
                new AgentRequests(
                        cache, world.handoffs, steps, core.locks, SETTINGS, world.ids, clock);
        take =
                new HandoffAcceptance(
                        cache, steps, core.locks, agents, holding, context, world.ids, clock);
        talk =
                new AgentMessages(
                        holding,
                        world.media,
                        core.relay,
                        core.locks,
                        history,
                        core.live,
                        world.ids,
                        clock);
        give =
                new ConversationTransfers(
                        holding, steps, core.locks, record, queues, agents, offers, clock);
        ConsoleFeed following =
                new ConsoleFeed(cache, core.locks, agents, consoles, context, history);
        ConsoleViews views =
                new ConsoleViews(
                        cache, agents, queues, consoles, following, context, unread, availability);
        watch = views;
        reading = views;
        serve =
                new ConsoleConnections(
                        new AgentShifts(
                                agents, availability, offers, leases, SETTINGS, later, clock),
                        views,
                        following,
                        consoles,
                        holding,
                        kept,
                        feeds);
        upkeep =
                new HandoffUpkeep(cache, world.handoffs, steps, core.locks, offers, leases, unread);
    }

    /// The customer leaves.
    void leave(ConversationId conversation) {
        locks.withLock(conversation, () -> asking.leave(conversation));
    }
}
