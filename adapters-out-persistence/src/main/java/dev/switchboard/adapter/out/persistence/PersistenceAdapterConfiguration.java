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

/// Keeps everything that must survive: in MongoDB if `switchboard.mongodb.uri` names one, else in a
/// file of the data directory.
@Configuration(proxyBeanMethods = false)
@Import({
    AuditFileConfiguration.class,
    KeyRingConfiguration.class,
    PersistenceAdapterConfiguration.StoreChoice.class
})
public class PersistenceAdapterConfiguration {

    /// Chooses the store by what is configured; an empty address is none.
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
