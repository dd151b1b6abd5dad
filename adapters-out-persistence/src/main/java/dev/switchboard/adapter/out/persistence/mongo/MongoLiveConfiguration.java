package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what live clients need of MongoDB.
@Configuration(proxyBeanMethods = false)
class MongoLiveConfiguration {

    @Bean
    Claims claims(MongoStore store) {
        return new MongoClaims(store);
    }

    @Bean
    ClientSessions clientSessions(MongoStore store, @Qualifier("storeExecutor") Executor work) {
        return new MongoClientSessions(store, work);
    }

    @Bean
    AgentSessions agentSessions(MongoStore store) {
        return new MongoAgentSessions(store);
    }

    @Bean
    WaitingParts waitingParts(MongoStore store) {
        return new MongoWaitingParts(store);
    }

    @Bean
    TokenVault tokenVault(MongoStore store, TokenSeal seal) {
        return new MongoTokenVault(store, seal);
    }

    @Bean
    HeldMessages heldMessages(MongoStore store) {
        return new MongoHeldMessages(store);
    }

    @Bean
    RecentActivity recentActivity(MongoStore store) {
        return new MongoRecentActivity(store);
    }
}
