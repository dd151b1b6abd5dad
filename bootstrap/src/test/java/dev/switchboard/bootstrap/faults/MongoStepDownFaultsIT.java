package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.switchboard.adapter.out.persistence.mongo.JournalEpochs;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A hub on a real replica set whose primary steps down again and again, and two hubs that share
/// it. Only a replica set shows the effect of an election on writes that have not reached a
/// majority yet. Without a primary no hub beats, and none may take another one for dead.
@Tag("faults")
@Tag("mongodb-faults")
@Isolated
class MongoStepDownFaultsIT {

    private static final int STEP_DOWNS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(8);

    /// How long the old primary may not be elected again; a single member is away that long.
    private static final int AWAY_SECONDS = 5;

    @TempDir Path directory;

    @Test
    void losesDoublesAndReordersNothingWhenThePrimaryStepsDown() throws InterruptedException {
        survives(1);
    }

    @Test
    @Tag("cluster-days")
    void losesDoublesAndReordersNothingWhenThePrimaryOfTwoHubsStepsDown()
            throws InterruptedException {
        survives(2);
    }

    private void survives(int hubs) throws InterruptedException {
        assumeThat(MongoForTests.find().real())
                .as("NOT RUN: needs the replica set of SWITCHBOARD_TEST_MONGODB_URI")
                .isTrue();
        String uri = MongoForTests.find().freshDatabase();
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase server = client.getDatabase("admin");
            assumeThat(server.runCommand(new Document("hello", 1)))
                    .as("NOT RUN: the server is no member of a replica set")
                    .containsKey("setName");
            String name = "primary of %d steps down".formatted(hubs);
            String[] ways = Collections.nCopies(hubs, uri).toArray(String[]::new);
            try (FaultRun run = new FaultRun(Plan.onMongo(name).at(ways), directory)) {
                for (int i = 0; i < STEP_DOWNS; i++) {
                    Thread.sleep(BETWEEN);
                    stepDown(server);
                }
                Thread.sleep(BETWEEN);

                Report report = run.end(name);
                report.print();
                report.assertFlawless();
                assertThat(JournalEpochs.falling(uri)).isEmpty();
                new Exits().assertExpected(run.hubs());
            }
        } finally {
            MongoForTests.drop(uri);
        }
    }

    private static void stepDown(MongoDatabase server) {
        Document command =
                new Document("replSetStepDown", AWAY_SECONDS)
                        .append("secondaryCatchUpPeriodSecs", AWAY_SECONDS - 1)
                        .append("force", true);
        try {
            server.runCommand(command);
        } catch (MongoException _) {
            // the server may close the connection instead of answering
        }
    }
}
