package dev.switchboard.adapter.out.persistence;

import dev.switchboard.adapter.out.persistence.audit.AuditFileConfiguration;
import dev.switchboard.adapter.out.persistence.document.DocumentConfiguration;
import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreWiring;
import dev.switchboard.adapter.out.persistence.keys.KeyRingConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.MongoStoreWiring;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStoreProperties;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// Wires the store: MongoDB if `switchboard.mongodb.uri` is set, else RocksDB in the data
/// directory.
@Configuration(proxyBeanMethods = false)
@Import({
    AuditFileConfiguration.class,
    KeyRingConfiguration.class,
    DocumentConfiguration.class,
    PersistenceAdapterConfiguration.StoreChoice.class
})
@EnableConfigurationProperties({
    MongoStoreProperties.class,
    EmbeddedStoreWiring.EmbeddedStoreProperties.class,
    EmbeddedStoreWiring.StorageProperties.class,
    ChannelQueryProperties.class
})
public class PersistenceAdapterConfiguration {

    /// Chooses the store from the configuration; an empty address counts as none. A registrar runs
    /// at each start, so the beans that the build prepares fit either store.
    static final class StoreChoice implements BeanRegistrar {

        @Override
        public void register(BeanRegistry registry, Environment environment) {
            registry.register(store(environment));
        }

        static BeanRegistrar store(Environment environment) {
            return StringUtils.hasText(environment.getProperty("switchboard.mongodb.uri"))
                    ? new MongoStoreWiring()
                    : new EmbeddedStoreWiring();
        }
    }
}
