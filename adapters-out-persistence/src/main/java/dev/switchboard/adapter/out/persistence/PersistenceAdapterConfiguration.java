package dev.switchboard.adapter.out.persistence;

import dev.switchboard.adapter.out.persistence.audit.AuditFileConfiguration;
import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreConfiguration;
import dev.switchboard.adapter.out.persistence.keys.KeyRingConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.MongoStoreConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/// Wires the store: MongoDB if `switchboard.mongodb.uri` is set, else RocksDB in the data
/// directory.
@Configuration(proxyBeanMethods = false)
@Import({
    AuditFileConfiguration.class,
    KeyRingConfiguration.class,
    PersistenceAdapterConfiguration.StoreChoice.class
})
public class PersistenceAdapterConfiguration {

    /// Chooses the store from the configuration; an empty address counts as none.
    static final class StoreChoice implements ImportSelector {

        private final Environment environment;

        StoreChoice(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            boolean mongo = StringUtils.hasText(environment.getProperty("switchboard.mongodb.uri"));
            Class<?> store =
                    mongo ? MongoStoreConfiguration.class : EmbeddedStoreConfiguration.class;
            return new String[] {store.getName()};
        }
    }
}
