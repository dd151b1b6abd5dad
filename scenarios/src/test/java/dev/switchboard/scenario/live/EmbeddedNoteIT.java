package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.embedded.StartedEmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Notes on the embedded store.
class EmbeddedNoteIT extends NoteStories {

    private final StartedEmbeddedStore store;

    EmbeddedNoteIT(@TempDir Path folder) {
        StartedEmbeddedStore started = StartedEmbeddedStore.in(folder);
        super(new LiveWorld(started.beans()));
        store = started;
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
