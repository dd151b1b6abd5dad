package dev.switchboard.adapter.out.persistence.mongo.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaFilesContract;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoMediaFilesIT implements MediaFilesContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public MediaFiles files() {
        return store.bean(MediaFiles.class);
    }

    @Test
    void areTheDefaultTenantsIfTheyAreOlderThanTenants() {
        MediaFile file = MediaFilesContract.file(FIRST, 1, Seed.NOW);
        files().keep(file, new byte[1]);
        store.database()
                .getCollection(Collections.MEDIA)
                .updateOne(new Document(), Updates.unset("tenant"));

        assertThat(files().find(FIRST).orElseThrow().tenant()).isEqualTo(TenantId.DEFAULT);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
