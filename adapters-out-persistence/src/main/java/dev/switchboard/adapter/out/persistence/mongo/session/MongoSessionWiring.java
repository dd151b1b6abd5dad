package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Wires the stores for participants of conversations.
public final class MongoSessionWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(MongoClaims.class);
        registry.registerBean(MongoAgentSessions.class);
        registry.registerBean(MongoWaitingParts.class);
        registry.registerBean(
                MongoClientSessions.class,
                bean ->
                        bean.supplier(context ->
                                new MongoClientSessions(
                                        context.bean(MongoStore.class),
                                        context.bean("storeExecutor", Executor.class))));
    }
}
