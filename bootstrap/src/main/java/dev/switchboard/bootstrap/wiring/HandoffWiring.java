package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.handoff.ConsoleViews;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.Tenants;
import dev.switchboard.application.service.handoff.UnreadTally;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.bootstrap.settings.AgentSettings;
import java.util.List;
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
    Tenants tenants(List<Upstream> upstreams) {
        return Tenants.of(upstreams);
    }

    @Bean
    HandoffModule handoffModule(
            Node node,
            Tenants tenants,
            Handoffs store,
            PresenceModule presence,
            RelayModule relays,
            LiveModule live,
            LinkMedia media,
            HandoffSettings settings) {
        UnreadTally unread = new UnreadTally(node.store().history(), node.clock());
        AgentAvailability availability =
                presence.agents(new InMemoryAgentAvailability(), unread, settings.offlineGrace());
        return HandoffModule.of(
                node, tenants, store, availability, unread, relays, live, media, settings);
    }

    @Bean
    RequestAgent requestAgent(HandoffModule handoffs) {
        return handoffs.requests();
    }

    @Bean
    AcceptHandoffs acceptHandoffs(HandoffModule handoffs) {
        return handoffs.acceptance();
    }

    @Bean
    SendAgentMessages sendAgentMessages(HandoffModule handoffs) {
        return handoffs.messages();
    }

    @Bean
    TransferConversations transferConversations(HandoffModule handoffs) {
        return handoffs.transfers();
    }

    @Bean
    ServeConsoles serveConsoles(HandoffModule handoffs) {
        return handoffs.consoles();
    }

    @Bean
    ConsoleViews consoleViews(HandoffModule handoffs) {
        return handoffs.views();
    }
}
