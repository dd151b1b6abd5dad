package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.session.ClientSessions;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stores for participants of conversations.
@Configuration(proxyBeanMethods = false)
@Import({MongoClaims.class, MongoAgentSessions.class, MongoWaitingParts.class})
public class MongoSessionConfiguration {

    @Bean
    ClientSessions clientSessions(MongoStore store, @Qualifier("storeExecutor") Executor work) {
        return new MongoClientSessions(store, work);
    }
}
