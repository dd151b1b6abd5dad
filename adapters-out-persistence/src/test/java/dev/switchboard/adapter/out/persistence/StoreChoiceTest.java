package dev.switchboard.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.PersistenceAdapterConfiguration.StoreChoice;
import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.MongoStoreConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.mock.env.MockEnvironment;

class StoreChoiceTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void isTheEmbeddedOneWhenNothingIsConfigured() {
        assertThat(choice()).containsExactly(EmbeddedStoreConfiguration.class.getName());
    }

    @Test
    void isTheEmbeddedOneWhenTheUriIsEmpty() {
        environment.setProperty("switchboard.mongodb.uri", " ");

        assertThat(choice()).containsExactly(EmbeddedStoreConfiguration.class.getName());
    }

    @Test
    void isMongoWhenAUriIsConfigured() {
        environment.setProperty("switchboard.mongodb.uri", "mongodb://localhost/switchboard");

        assertThat(choice()).containsExactly(MongoStoreConfiguration.class.getName());
    }

    private String[] choice() {
        return new StoreChoice(environment)
                .selectImports(AnnotationMetadata.introspect(StoreChoiceTest.class));
    }
}
