package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.handoff.GiveAway;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TakeHandoffs;
import dev.switchboard.application.port.in.handoff.TalkToUsers;
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
import dev.switchboard.application.service.handoff.AgentShifts;
import dev.switchboard.application.service.handoff.Agents;
import dev.switchboard.application.service.handoff.Asking;
import dev.switchboard.application.service.handoff.ConsoleConnections;
import dev.switchboard.application.service.handoff.ConsoleDeliveries;
import dev.switchboard.application.service.handoff.ConsoleFollowing;
import dev.switchboard.application.service.handoff.ConsoleSessions;
import dev.switchboard.application.service.handoff.ConsoleViews;
import dev.switchboard.application.service.handoff.Consoles;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.Giving;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.handoff.HandoffUpkeep;
import dev.switchboard.application.service.handoff.Holding;
import dev.switchboard.application.service.handoff.Leases;
import dev.switchboard.application.service.handoff.LiveHandoffs;
import dev.switchboard.application.service.handoff.Offers;
import dev.switchboard.application.service.handoff.QueueViews;
import dev.switchboard.application.service.handoff.Taking;
import dev.switchboard.application.service.handoff.Talking;
import dev.switchboard.application.service.handoff.Unread;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.presence.OpenOrganisations;
import dev.switchboard.application.service.presence.StaffPresence;
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
        return new StaffPresence(
                organisations,
                new InMemoryAgentAvailability(),
                unread,
                settings.offlineGrace(),
                timer,
                clock);
    }

    @Bean
    LiveHandoffs liveHandoffs(Handoffs store) {
        return new LiveHandoffs(store);
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
            LiveHandoffs book,
            Agents agents,
            QueueViews queues,
            Unread unread,
            ContextReader context,
            ConsoleSessions sessions,
            LiveEvents events,
            Later later) {
        return new Consoles(book, agents, queues, unread, context, sessions, events, later);
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
            LiveHandoffs book,
            Handoffs store,
            HandoffRecord record,
            ConsoleDeliveries deliveries,
            Consoles consoles,
            ConversationLocks locks,
            RelayTelemetry telemetry) {
        return new HandoffSteps(book, store, record, deliveries, consoles, locks, telemetry);
    }

    @Bean
    Offers offers(
            LiveHandoffs book,
            HandoffSteps steps,
            ConversationLocks locks,
            QueueViews queues,
            Agents agents,
            HandoffSettings settings,
            Later later,
            Clock clock) {
        return new Offers(book, steps, locks, queues, agents, settings, later, clock);
    }

    @Bean
    Leases leases(
            LiveHandoffs book,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            Agents agents,
            HandoffSettings settings,
            Later later,
            Clock clock) {
        return new Leases(book, store, steps, locks, agents, settings, later, clock);
    }

    @Bean
    Holding holding(
            LiveHandoffs book,
            ConversationLocks locks,
            Agents agents,
            Leases leases,
            Unread unread,
            Consoles consoles,
            ConsoleDeliveries deliveries,
            Later later) {
        return new Holding(book, locks, agents, leases, unread, consoles, deliveries, later);
    }

    @Bean
    Asking asking(
            LiveHandoffs book,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffSettings settings,
            Ids ids,
            Clock clock) {
        return new Asking(book, store, steps, locks, settings, ids, clock);
    }

    @Bean
    TakeHandoffs takeHandoffs(
            LiveHandoffs book,
            HandoffSteps steps,
            ConversationLocks locks,
            Agents agents,
            Holding holding,
            ContextReader context,
            Ids ids,
            Clock clock) {
        return new Taking(book, steps, locks, agents, holding, context, ids, clock);
    }

    @Bean
    TalkToUsers talkToUsers(
            Holding holding,
            LinkMedia media,
            MessageRelay relay,
            ConversationLocks locks,
            History history,
            LiveEvents live,
            Ids ids,
            Clock clock) {
        return new Talking(holding, media, relay, locks, history, live, ids, clock);
    }

    @Bean
    GiveAway giveAway(
            Holding holding,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffRecord record,
            QueueViews queues,
            Agents agents,
            Offers offers,
            Clock clock) {
        return new Giving(holding, steps, locks, record, queues, agents, offers, clock);
    }

    @Bean
    ConsoleFollowing consoleFollowing(
            LiveHandoffs book,
            ConversationLocks locks,
            Agents agents,
            Consoles consoles,
            ContextReader context,
            History history) {
        return new ConsoleFollowing(book, locks, agents, consoles, context, history);
    }

    @Bean
    ConsoleViews consoleViews(
            LiveHandoffs book,
            Agents agents,
            QueueViews queues,
            Consoles consoles,
            ConsoleFollowing following,
            ContextReader context,
            Unread unread,
            AgentAvailability availability) {
        return new ConsoleViews(
                book, agents, queues, consoles, following, context, unread, availability);
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
            ConsoleFollowing following,
            Consoles consoles,
            Holding holding,
            ConsoleSessions sessions,
            Feeds feeds) {
        return new ConsoleConnections(shifts, views, following, consoles, holding, sessions, feeds);
    }

    @Bean
    HandoffUpkeep handoffUpkeep(
            LiveHandoffs book,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            Offers offers,
            Leases leases,
            Unread unread) {
        return new HandoffUpkeep(book, store, steps, locks, offers, leases, unread);
    }
}
