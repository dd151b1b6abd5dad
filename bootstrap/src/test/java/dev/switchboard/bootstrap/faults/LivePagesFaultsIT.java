package dev.switchboard.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Pages that stay open while a bot answers them, and a hub or its database that is killed again
/// and again. Each acknowledged answer is shown, in order, once, and is not pending any more.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.page-kills=…` of the hub, by default 300
/// - `-Dswitchboard.page-kill-seconds=…` or after this time, by default 600 s
/// - `-Dswitchboard.database-kills=…` of its database, by default 12
@Tag("faults")
@Tag("long-kills")
@Isolated
class LivePagesFaultsIT {

    private static final int KILLS = Integer.getInteger("switchboard.page-kills", 300);
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("switchboard.page-kill-seconds", 600));
    private static final int DATABASE_KILLS = Integer.getInteger("switchboard.database-kills", 12);
    private static final Duration TO_HEAL = Duration.ofMinutes(2);

    private final Chance chance = new Chance("live pages");

    @TempDir Path directory;

    private void pause(Duration most) {
        LockSupport.parkNanos(chance.upTo(most).toNanos());
    }

    @Test
    void showsEachAnswerOnceHoweverOftenTheHubIsKilled() {
        try (LiveHub hub = LiveHub.open(directory, Map.of("SWITCHBOARD_LOG_LEVEL", "WARN"))) {
            long end = System.nanoTime() + TIME.toNanos();

            show(
                    hub,
                    24,
                    Duration.ofMillis(200),
                    () -> {
                        int kills = 0;
                        for (; kills < KILLS && System.nanoTime() < end; kills++) {
                            hub.process().awaitReady();
                            pause(Duration.ofSeconds(2));
                            hub.process().kill();
                            hub.process().spawn();
                        }
                        hub.process().awaitReady();
                        return kills + " kills of the hub";
                    });
        }
    }

    /// A killed server loses no acknowledged write, and callers do not learn whether their write
    /// was executed.
    @Test
    void showsEachAnswerOnceHoweverOftenTheDatabaseIsKilled() {
        MongoServer server = new MongoServer(new MemoryBackend());
        try (Valve valve = Valve.before(server.bind());
                LiveHub hub = LiveHub.open(directory, onMongo(valve))) {
            show(
                    hub,
                    12,
                    Duration.ofMillis(600),
                    () -> {
                        for (int kill = 0; kill < DATABASE_KILLS; kill++) {
                            pause(Duration.ofSeconds(10));
                            valve.turn(Position.CUT);
                            pause(Duration.ofSeconds(5));
                            valve.turn(Position.OPEN);
                        }
                        return DATABASE_KILLS + " kills of the database";
                    });
        } finally {
            server.shutdownNow();
        }
    }

    private static Map<String, String> onMongo(Valve valve) {
        return Map.of(
                "SWITCHBOARD_MONGODB_URI",
                "mongodb://127.0.0.1:" + valve.port() + "/pages",
                "SWITCHBOARD_LOG_LEVEL",
                "WARN");
    }

    private interface Fault {
        /// @return a description of the fault
        String happens();
    }

    private static void show(LiveHub hub, int size, Duration longestPause, Fault fault) {
        List<LivePage> pages =
                Stream.generate(() -> new LivePage(hub, hub.process(), longestPause))
                        .limit(size)
                        .toList();
        List<Thread> bots = pages.stream().map(Thread.ofVirtual()::start).toList();
        try {
            String done = fault.happens();
            pages.forEach(LivePage::end);
            await().atMost(TO_HEAL).until(() -> bots.stream().noneMatch(Thread::isAlive));

            LivePage.awaitAllShown(pages, TO_HEAL);
            System.out.printf(
                    "| %s, seed %d | %d answers on %d pages, each shown once | pushed again %d |%n",
                    done,
                    Chance.SEED,
                    pages.stream().mapToInt(LivePage::acknowledged).sum(),
                    size,
                    pages.stream().mapToInt(LivePage::pushedAgain).sum());
        } finally {
            pages.forEach(LivePage::end);
            pages.forEach(LivePage::close);
        }
    }
}
