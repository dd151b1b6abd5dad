package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.PendingCounts;
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
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.presence.AgentPresence;
import dev.switchboard.application.service.presence.OpenOrganisations;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.bootstrap.settings.AgentSettings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// From the bot to a person and back: handoffs, and the consoles of agents.
@Configuration(proxyBeanMethods = false)
class HandoffWiring {

    @Bean
    HandoffSettings handoffSettings(AgentSettings agents) {
        return agents.forHandoffs();
    }

    @Bean
    AgentAvailability agentAvailability(
            OpenOrganisations organisations,
            Unread unread,
            HandoffSettings settings,
            Timer timer,
            Clock clock) {
        return new AgentPresence(
                organisations,
                new InMemoryAgentAvailability(),
                unread,
                settings.offlineGrace(),
                timer,
                clock);
    }

    @Bean
    HandoffCache liveHandoffs(Handoffs store) {
        return new HandoffCache(store);
    }

    @Bean
    Agents agents(AgentAvailability availability, HandoffSettings settings, Clock clock) {
        return new Agents(availability, settings.maxChats(), clock);
    }

    @Bean
    QueueViews queueViews(HandoffSettings settings, Later later) {
        return new QueueViews(settings.queues(), later);
    }

    @Bean
    Unread unread(History history, Clock clock) {
        return new Unread(history, clock);
    }

    @Bean
    ContextReader contextReader(
            Conversations conversations, History history, HandoffSettings settings, Clock clock) {
        return new ContextReader(conversations, history, settings.window(), clock);
    }

    @Bean
    ConsoleSessions consoleSessions(KeptSessions sessions, ExecutorService workers, Clock clock) {
        return new ConsoleSessions(sessions, workers, clock);
    }

    @Bean
    Consoles consoles(
            HandoffCache cache,
            Agents agents,
            QueueViews queues,
            Unread unread,
            ContextReader context,
            ConsoleSessions sessions,
            LiveEvents events,
            Later later) {
        return new Consoles(cache, agents, queues, unread, context, sessions, events, later);
    }

    @Bean
    ConsoleDeliveries consoleDeliveries(
            Journal journal,
            Backlog backlog,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            Clock clock) {
        return new ConsoleDeliveries(journal, backlog, pending, telemetry, live, clock);
    }

    @Bean
    HandoffRecord handoffRecord(MessageRelay relay, History history, Ids ids) {
        return new HandoffRecord(relay, history, ids);
    }

    @Bean
    HandoffSteps handoffSteps(
            HandoffCache cache,
            Handoffs store,
            HandoffRecord record,
            ConsoleDeliveries deliveries,
            Consoles consoles,
            ConversationLocks locks,
            RelayTelemetry telemetry) {
        return new HandoffSteps(cache, store, record, deliveries, consoles, locks, telemetry);
    }

    @Bean
    Offers offers(
            HandoffCache cache,
            HandoffSteps steps,
            ConversationLocks locks,
            QueueViews queues,
            Agents agents,
            HandoffSettings settings,
            Later later,
            Clock clock) {
        return new Offers(cache, steps, locks, queues, agents, settings, later, clock);
    }

    @Bean
    Leases leases(
            HandoffCache cache,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            Agents agents,
            HandoffSettings settings,
            Later later,
            Clock clock) {
        return new Leases(cache, store, steps, locks, agents, settings, later, clock);
    }

    @Bean
    LeaseGuard holding(
            HandoffCache cache,
            ConversationLocks locks,
            Agents agents,
            Leases leases,
            Unread unread,
            Consoles consoles,
            ConsoleDeliveries deliveries,
            Later later) {
        return new LeaseGuard(cache, locks, agents, leases, unread, consoles, deliveries, later);
    }

    @Bean
    AgentRequests asking(
            HandoffCache cache,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffSettings settings,
            Ids ids,
            Clock clock) {
        return new AgentRequests(cache, store, steps, locks, settings, ids, clock);
    }

    @Bean
    AcceptHandoffs takeHandoffs(
            HandoffCache cache,
            HandoffSteps steps,
            ConversationLocks locks,
            Agents agents,
            LeaseGuard leaseGuard,
            ContextReader context,
            Ids ids,
            Clock clock) {
        return new HandoffAcceptance(cache, steps, locks, agents, leaseGuard, context, ids, clock);
    }

    @Bean
    SendAgentMessages talkToUsers(
            LeaseGuard leaseGuard,
            LinkMedia media,
            MessageRelay relay,
            ConversationLocks locks,
            History history,
            LiveEvents live,
            Ids ids,
            Clock clock) {
        return new AgentMessages(leaseGuard, media, relay, locks, history, live, ids, clock);
    }

    @Bean
    TransferConversations giveAway(
            LeaseGuard leaseGuard,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffRecord record,
            QueueViews queues,
            Agents agents,
            Offers offers,
            Clock clock) {
        return new ConversationTransfers(
                leaseGuard, steps, locks, record, queues, agents, offers, clock);
    }

    @Bean
    ConsoleFeed consoleFollowing(
            HandoffCache cache,
            ConversationLocks locks,
            Agents agents,
            Consoles consoles,
            ContextReader context,
            History history) {
        return new ConsoleFeed(cache, locks, agents, consoles, context, history);
    }

    @Bean
    ConsoleViews consoleViews(
            HandoffCache cache,
            Agents agents,
            QueueViews queues,
            Consoles consoles,
            ConsoleFeed following,
            ContextReader context,
            Unread unread,
            AgentAvailability availability) {
        return new ConsoleViews(
                cache, agents, queues, consoles, following, context, unread, availability);
    }

    @Bean
    AgentShifts agentShifts(
            Agents agents,
            AgentAvailability availability,
            Offers offers,
            Leases leases,
            HandoffSettings settings,
            Later later,
            Clock clock) {
        return new AgentShifts(agents, availability, offers, leases, settings, later, clock);
    }

    @Bean
    ServeConsoles serveConsoles(
            AgentShifts shifts,
            ConsoleViews views,
            ConsoleFeed following,
            Consoles consoles,
            LeaseGuard leaseGuard,
            ConsoleSessions sessions,
            Feeds feeds) {
        return new ConsoleConnections(
                shifts, views, following, consoles, leaseGuard, sessions, feeds);
    }

    @Bean
    HandoffUpkeep handoffUpkeep(
            HandoffCache cache,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            Offers offers,
            Leases leases,
            Unread unread) {
        return new HandoffUpkeep(cache, store, steps, locks, offers, leases, unread);
    }
}
