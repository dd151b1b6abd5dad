package dev.switchboard.scenario;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/// Each hub remembers channels for a second.
class MongoChannelChangeIT extends ChannelChangeStories {

    private final List<StartedStore> stores;

    MongoChannelChangeIT() {
        String uri = MongoForTests.find().freshDatabase();
        List<StartedStore> started =
                Stream.generate(() -> StartedStore.at(uri).whenReady()).limit(2).toList();
        super(ofTwoHubs(started.getFirst(), started.getLast()));
        stores = started;
    }

    private static Worlds ofTwoHubs(StartedStore one, StartedStore other) {
        World world = new World(one.ports(), registry(one));
        return new Worlds(world, new World(world, other.ports(), registry(other)));
    }

    private static ChannelRegistry registry(StartedStore store) {
        return store.bean(ChannelRegistry.class);
    }

    @Override
    void pass(Duration duration) {
        stores.forEach(store -> ((MutableClock) store.bean(Clock.class)).advance(duration));
        worlds.one().clock.advance(duration);
    }

    @AfterEach
    void stop() {
        stores.getLast().stop();
        stores.getFirst().close();
    }
}
