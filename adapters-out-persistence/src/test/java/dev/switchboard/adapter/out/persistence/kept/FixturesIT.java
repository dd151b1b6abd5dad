package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// Writes the stores that this version leaves behind: only `make fixtures` runs it.
@Tag("fixtures")
class FixturesIT {

    private final KeptRelease release =
            new KeptRelease(KeptRelease.ALL.resolve(System.getProperty("switchboard.release", "")));

    @Test
    void keepsTheStoresOfThisRelease(@TempDir Path dataDir) throws IOException {
        assertThat(release.name()).as("-Dswitchboard.release").matches("\\d+\\.\\d+\\.\\d+");
        FileSystemUtils.deleteRecursively(release.path());
        Files.createDirectories(release.dump().folder());

        KeptStore store = new KeptStore(dataDir);
        store.writeEmbedded();
        KeptFolder.pack(dataDir, release.store());
        KeptFolder.pack(store.backUp(), release.backup());
        keepDatabase(store);
    }

    private void keepDatabase(KeptStore store) {
        String uri = MongoForTests.find().freshDatabase();
        try {
            store.writeMongo(uri);
            release.dump().write(uri);
        } finally {
            MongoForTests.drop(uri);
        }
    }
}
