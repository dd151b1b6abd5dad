package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the stores for participants of conversations.
@Configuration(proxyBeanMethods = false)
public class MongoSessionConfiguration {

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
}
