package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import org.junit.jupiter.api.AfterEach;

/// Whispers on MongoDB.
class MongoWhisperIT extends WhisperStories {

    private final StartedStore store;

    MongoWhisperIT() {
        StartedStore started = StartedStore.ready();
        super(new LiveWorld(started.beans()));
        store = started;
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
