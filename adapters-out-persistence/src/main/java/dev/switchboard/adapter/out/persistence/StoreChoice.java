package dev.switchboard.adapter.out.persistence;

import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.MongoStoreConfiguration;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/// Chooses the store by what is configured; an empty address is none.
final class StoreChoice implements ImportSelector {

    private final Environment environment;

    StoreChoice(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        boolean mongo = StringUtils.hasText(environment.getProperty("switchboard.mongodb.uri"));
        Class<?> store = mongo ? MongoStoreConfiguration.class : EmbeddedStoreConfiguration.class;
        return new String[] {store.getName()};
    }
}
