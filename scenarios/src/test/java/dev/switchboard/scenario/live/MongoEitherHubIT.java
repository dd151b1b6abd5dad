package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.BeanFactory;

/// Two hubs on one MongoDB, each with its own client of it.
class MongoEitherHubIT extends EitherHubStories {

    private final StartedStore first;
    private final StartedStore second;

    MongoEitherHubIT() {
        String uri = MongoForTests.find().freshDatabase();
        StartedStore one = StartedStore.at(uri).whenReady();
        StartedStore other = StartedStore.at(uri).whenReady();
        LiveWorld world = new LiveWorld(one.beans());
        BeanFactory there = other.beans();
        super(world, Shelves.of(one.beans()), new LiveWorld(world, there), Shelves.of(there));
        first = one;
        second = other;
    }

    @AfterEach
    void stop() {
        second.stop();
        first.close();
    }
}
