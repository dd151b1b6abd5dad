package dev.switchboard.bootstrap.e2e.presence;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Two hubs share a MongoDB, and users are reported to either without a pause while one hub, the
/// other, and the server for hints are killed with -9. Watchers are at both hubs; those of a hub
/// that dies go to the other one.
///
/// `-Dswitchboard.rounds=…` of kills, by default 1.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class WatchersOfTwoHubsFaultsIT {

    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 1);
    private static final int WATCHERS_OF_EACH = 2;
    private static final int REPORTS_BETWEEN_KILLS = 200;

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private LiveHub hub;

    @BeforeEach
    void open(@TempDir Path directory, @TempDir Path second) {
        hub = LiveHub.withTwin(directory, second, servers.settings());
    }

    @AfterEach
    void close() {
        hub.close();
        servers.close();
    }

    @Test
    void seeWhatWasAcknowledgedWhateverIsKilled() {
        try (SharedWatch watch = new SharedWatch(hub, WATCHERS_OF_EACH, Duration.ZERO)) {
            for (int round = 0; round < ROUNDS; round++) {
                watch.awaitReports(REPORTS_BETWEEN_KILLS);
                servers.redis().kill();
                watch.awaitReports(REPORTS_BETWEEN_KILLS);
                kill(hub.process(), hub.twin().orElseThrow(), watch);
                servers.redis().restart();
                watch.awaitReports(REPORTS_BETWEEN_KILLS);
                kill(hub.twin().orElseThrow(), hub.process(), watch);
                watch.awaitReports(REPORTS_BETWEEN_KILLS);
            }

            watch.assertSeen();
        }
    }

    private static void kill(HubProcess victim, HubProcess other, SharedWatch watch) {
        victim.kill();
        watch.leave(victim, other);
        victim.start();
    }
}
