package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import org.junit.jupiter.api.AfterEach;

/// Notes on MongoDB.
class MongoNoteIT extends NoteStories {

    private final StartedStore store;

    MongoNoteIT() {
        StartedStore started = StartedStore.ready();
        super(new LiveWorld(started.beans()));
        store = started;
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
