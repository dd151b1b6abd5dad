package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.attachment.AttachedConsoles;
import dev.switchboard.application.service.attachment.AttachmentModule;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.figures.FigureModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.application.service.supervision.SupervisionModule;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.bootstrap.settings.AgentSettings;
import dev.switchboard.bootstrap.settings.PresenceSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Agents: their handoffs and consoles, and the presence of all users of organisations.
@Configuration(proxyBeanMethods = false)
class HandoffWiring {

    @Bean
    PresenceModule presenceModule(
            Organisations store,
            HintModule hints,
            PeerModule peers,
            PartitionOwnership ownership,
            Timer timer,
            ExecutorService workers,
            Clock clock,
            PresenceSettings settings) {
        return PresenceModule.of(
                store,
                hints.organisations(),
                peers,
                ownership,
                timer,
                workers,
                clock,
                settings.removalRetention());
    }

    @Bean
    HandoffSettings handoffSettings(AgentSettings agents) {
        return agents.forHandoffs();
    }

    @Bean
    Tenants tenants(List<Upstream> upstreams) {
        return new Tenants(upstreams);
    }

    @Bean
    HandoffModule handoffModule(
            Node node,
            Tenants tenants,
            Handoffs store,
            CountedSteps counted,
            LabelLists labels,
            RelayModule relays,
            PeerModule peers,
            List<Upstream> upstreams,
            HandoffSettings settings) {
        HandoffModule.Stores stores = new HandoffModule.Stores(store, counted, labels);
        return HandoffModule.of(node, tenants, stores, relays, peers, upstreams, settings);
    }

    @Bean
    FigureModule figureModule(
            Node node, CountedSteps counted, Goals goals, AgentSettings settings) {
        return FigureModule.of(node, counted, goals, settings.statsRetention());
    }

    @Bean
    ConsoleModule consoleModule(
            Node node,
            HandoffModule handoffs,
            Drafts drafts,
            Goals goals,
            PresenceModule presence,
            LiveModule live,
            LinkMedia media,
            HandoffSettings settings) {
        UnreadTally unread = new UnreadTally(node.store().history(), node.clock());
        AgentAvailability availability =
                presence.agents(
                        live.peers(),
                        new InMemoryAgentAvailability(),
                        unread,
                        settings.offlineGrace());
        ConsoleModule.Stores stores = new ConsoleModule.Stores(drafts, goals);
        return ConsoleModule.of(
                node, handoffs, stores, availability, unread, live, media, settings);
    }

    @Bean
    AttachmentModule attachmentModule(
            Node node, PeerModule peers, ConsoleModule consoles, AttachedConsoles attached) {
        return AttachmentModule.of(node, peers, consoles.consoles(), attached);
    }

    @Bean
    SearchModule searchModule(
            Node node,
            HandoffModule handoffs,
            ConsoleModule consoles,
            MessageIndex index,
            AgentSettings settings) {
        return SearchModule.of(node, handoffs, consoles.agents(), index, settings.search());
    }

    @Bean
    SupervisionModule supervisionModule(
            Node node,
            HandoffModule handoffs,
            ConsoleModule consoles,
            Goals goals,
            CountedSteps counted,
            HandoffSettings settings) {
        return SupervisionModule.of(
                node, consoles, handoffs.forDesks().directions(), goals, counted, settings);
    }
}
