package dev.switchboard.adapter.out.persistence.kept;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// This version reads the MongoDB database of each release, and goes on with it.
class KeptMongoIT {

    @TempDir private Path dataDir;

    static List<KeptRelease> releases() {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void readsTheDatabaseOfEachRelease(KeptRelease release) {
        String uri = MongoForTests.find().freshDatabase();
        try {
            release.dump().restore(uri);

            new KeptStore(dataDir).readMongo(uri);
        } finally {
            MongoForTests.drop(uri);
        }
    }
}
