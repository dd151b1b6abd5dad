package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.upstream.TokenVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what live clients need of the store in the data directory.
@Configuration(proxyBeanMethods = false)
class EmbeddedLiveConfiguration {

    @Bean
    Claims claims(EmbeddedStore store) {
        return new EmbeddedClaims(store);
    }

    @Bean
    ClientSessions clientSessions(EmbeddedStore store) {
        return new EmbeddedClientSessions(store);
    }

    @Bean
    AgentSessions agentSessions(EmbeddedStore store) {
        return new EmbeddedAgentSessions(store);
    }

    @Bean
    WaitingParts waitingParts(EmbeddedStore store) {
        return new EmbeddedWaitingParts(store);
    }

    @Bean
    TokenVault tokenVault(EmbeddedStore store, TokenSeal seal) {
        return new EmbeddedTokenVault(store, seal);
    }

    @Bean
    HeldMessages heldMessages(EmbeddedStore store) {
        return new EmbeddedHeldMessages(store);
    }

    @Bean
    RecentActivity recentActivity(EmbeddedStore store) {
        return new EmbeddedRecentActivity(store);
    }
}
