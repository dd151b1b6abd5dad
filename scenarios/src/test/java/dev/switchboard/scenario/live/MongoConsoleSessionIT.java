package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.service.identity.IdentityModule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Two hubs on one MongoDB, each with its own client of it.
class MongoConsoleSessionIT extends ConsoleSessionStories {

    private final StartedStore first;
    private final StartedStore second;

    MongoConsoleSessionIT() {
        String uri = MongoForTests.find().freshDatabase();
        StartedStore one = StartedStore.at(uri).whenReady();
        StartedStore other = StartedStore.at(uri).whenReady();
        super(stores(one), stores(other));
        first = one;
        second = other;
    }

    private static IdentityModule.Stores stores(StartedStore store) {
        return new IdentityModule.Stores(
                store.bean(Accounts.class),
                store.bean(ApiKeys.class),
                store.bean(KeptLogIns.class),
                List.of());
    }

    @AfterEach
    void stop() {
        second.stop();
        first.close();
    }
}
