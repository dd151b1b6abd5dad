package dev.switchboard.adapter.out.persistence.mongo.media;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaFilesContract;
import org.junit.jupiter.api.AfterEach;

class MongoMediaFilesIT implements MediaFilesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public MediaFiles files() {
        return store.bean(MediaFiles.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
