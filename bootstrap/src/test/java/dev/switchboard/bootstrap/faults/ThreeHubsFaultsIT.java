package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import dev.switchboard.bootstrap.e2e.presence.SharedWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Three hubs share a MongoDB, and have all this at once: chats of Yalo's users with agents in
/// Salesforce and at consoles, pages that Netomi answers, and watchers of people's presence, at
/// each hub. Channels and the desk of Pega are not there. Of the agents and pages at a hub that
/// ends every second goes to another one, and the rest wait for it; its watchers all go.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.rounds=…` of restarts of each hub, by default 1
/// - `-Dswitchboard.kill-seconds=…` of kills at random, by default 60
/// - `-Dswitchboard.pages=…`, `-Dswitchboard.watchers=…` and `-Dswitchboard.agents=…` of each hub,
///   by default 4, 2 and 2
/// - `-Dswitchboard.between-answers=…` of each page at most, in milliseconds, by default 1000
@Tag("faults")
@Tag("cluster-days")
@Isolated
class ThreeHubsFaultsIT {

    private static final int HUBS = 3;
    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 1);
    private static final Duration KILLS =
            Duration.ofSeconds(Integer.getInteger("switchboard.kill-seconds", 60));
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final int PAGES = Integer.getInteger("switchboard.pages", 4);
    private static final int WATCHERS = Integer.getInteger("switchboard.watchers", 2);
    private static final int AGENTS = Integer.getInteger("switchboard.agents", 2);
    private static final int USERS = 12;
    private static final int USERS_OF_OUR_OWN = 8;
    private static final Duration BETWEEN_ANSWERS =
            Duration.ofMillis(Integer.getInteger("switchboard.between-answers", 1_000));
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private final Chance chance = new Chance("three hubs");
    private LiveHub hub;

    @BeforeEach
    void open(@TempDir Path directory) {
        Map<String, String> settings = new HashMap<>(Chats.SETTINGS);
        settings.putAll(servers.settings());
        List<Path> directories =
                IntStream.range(0, HUBS).mapToObj(i -> directory.resolve("hub-" + i)).toList();
        directories.forEach(it -> it.toFile().mkdir());
        hub = LiveHub.sharing(directories, settings);
    }

    @AfterEach
    void close() {
        hub.close();
        servers.close();
    }

    /// Everybody who uses the hubs.
    private final class Everybody implements AutoCloseable {

        private final SharedWatch watch = new SharedWatch(hub, WATCHERS, BETWEEN_REPORTS);
        private final List<LivePage> pages =
                hub.processes().stream()
                        .flatMap(at -> Stream.generate(() -> at).limit(PAGES))
                        .map(at -> new LivePage(hub, at, BETWEEN_ANSWERS))
                        .toList();
        private final Chats chats = new Chats(hub, USERS, USERS_OF_OUR_OWN, AGENTS);

        Everybody() {
            pages.forEach(Thread.ofVirtual()::start);
        }

        void leave(HubProcess ending, HubProcess other) {
            List<LivePage> there = pages.stream().filter(page -> page.isAt(ending)).toList();
            for (int i = 0; i < there.size(); i += 2) {
                there.get(i).goTo(other);
            }
            chats.leave(ending, other);
            watch.leave(ending, other);
        }

        /// @param kills each allows one repeat of a chat
        void assertKept(int kills) {
            pages.forEach(LivePage::end);
            assertAll(
                    () -> chats.assertKept(kills),
                    () -> LivePage.awaitAllShown(pages, SOON),
                    watch::assertSeen,
                    () -> assertThat(servers.fallingEpochs()).isEmpty());
            System.out.printf(
                    "seed %d: %d kills, %d answers on %d pages, pushed again %d, %d reports of presence%n",
                    Chance.SEED,
                    kills,
                    pages.stream().mapToInt(LivePage::acknowledged).sum(),
                    pages.size(),
                    pages.stream().mapToInt(LivePage::pushedAgain).sum(),
                    watch.acknowledged());
        }

        @Override
        public void close() {
            pages.forEach(LivePage::end);
            pages.forEach(LivePage::close);
            watch.close();
            chats.close();
        }
    }

    @Test
    void hidesDoublesAndReordersNothingWhenEachIsRestartedInTurn() {
        try (Everybody all = new Everybody()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (HubProcess each : hub.processes()) {
                    live(LONGEST_LIFE);
                    each.terminate();
                    all.leave(each, another(each));
                    each.awaitEnd(SOON);
                    back(each);
                }
            }
            live(LONGEST_LIFE);

            all.assertKept(0);
        }
    }

    @Test
    void hidesDoublesAndReordersNothingWhicheverIsKilled() {
        try (Everybody all = new Everybody()) {
            int kills = 0;
            for (long end = System.nanoTime() + KILLS.toNanos(); System.nanoTime() < end; kills++) {
                HubProcess victim = hub.processes().get(chance.below(HUBS));
                live(BETWEEN_KILLS);
                victim.kill();
                all.leave(victim, another(victim));
                back(victim);
            }
            live(LONGEST_LIFE);

            all.assertKept(kills);
        }
    }

    private HubProcess another(HubProcess process) {
        List<HubProcess> others =
                hub.processes().stream().filter(it -> !it.equals(process)).toList();
        return others.get(chance.below(others.size()));
    }

    /// Starts it, and waits until it owns something.
    private void back(HubProcess process) {
        process.start();
        HubClient admin = HubClient.strangerAt(process.url()).withToken(hub.admin().token());
        await().atMost(SOON)
                .until(() -> admin.get("/v1/cluster").json().at("/table/own").asInt() > 0);
    }

    private void live(Duration most) {
        LockSupport.parkNanos(chance.upTo(most).toNanos());
    }
}
