package dev.switchboard.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.PersistenceAdapterConfiguration.StoreChoice;
import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreWiring;
import dev.switchboard.adapter.out.persistence.mongo.MongoStoreWiring;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class StoreChoiceTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void isTheEmbeddedOneWhenNothingIsConfigured() {
        assertThat(StoreChoice.store(environment)).isInstanceOf(EmbeddedStoreWiring.class);
    }

    @Test
    void isTheEmbeddedOneWhenTheUriIsEmpty() {
        environment.setProperty("switchboard.mongodb.uri", " ");

        assertThat(StoreChoice.store(environment)).isInstanceOf(EmbeddedStoreWiring.class);
    }

    @Test
    void isMongoWhenAUriIsConfigured() {
        environment.setProperty("switchboard.mongodb.uri", "mongodb://localhost/switchboard");

        assertThat(StoreChoice.store(environment)).isInstanceOf(MongoStoreWiring.class);
    }
}
