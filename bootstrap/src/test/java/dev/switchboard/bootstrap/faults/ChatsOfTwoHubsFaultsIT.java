package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Two hubs share a MongoDB, with chats between users of Yalo's bots and agents, in Salesforce and
/// at consoles of either hub. Each request goes to any of the two, while one or the other is killed
/// with -9 and the server for hints with them, frozen, or restarted. A hub comes back at once, or
/// when the other one has taken over; of its agents every second goes to the other hub, and the
/// rest wait for it.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.rounds=…` of kills, by default 1; each is one of either hub
@Tag("faults")
@Tag("cluster-days")
@Isolated
class ChatsOfTwoHubsFaultsIT {

    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 1);
    private static final int USERS = 12;
    private static final int USERS_OF_OUR_OWN = 8;
    private static final int AGENTS_OF_EACH = 2;
    private static final int PARTITIONS = 1024;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(12);

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private final Chance chance = new Chance("chats of two hubs");
    private LiveHub hub;

    @BeforeEach
    void open(@TempDir Path directory, @TempDir Path second) {
        Map<String, String> settings = new HashMap<>(Chats.SETTINGS);
        settings.putAll(servers.settings());
        hub = LiveHub.withTwin(directory, second, settings);
    }

    @AfterEach
    void close() {
        hub.close();
        servers.close();
    }

    @Test
    void losesDoublesAndReordersNothingWhicheverHubIsKilled() {
        inTurn(2 * ROUNDS, this::kill);
    }

    /// A hub that is frozen for longer than its right lasts ends when it wakes. Its chats, in
    /// Salesforce too, go on at the other one before that.
    @Test
    void losesDoublesAndReordersNothingWhicheverHubIsFrozen() {
        inTurn(2 * ROUNDS, this::freeze);
    }

    /// A hub that is asked to end finishes what it has begun, and sends its consoles away.
    @Test
    void repeatsNothingWhenEachHubIsRestartedInTurn() {
        inTurn(0, this::restart);
    }

    /// @param losses of hubs, each of which may repeat a call
    private void inTurn(int losses, BiConsumer<HubProcess, Chats> fault) {
        try (Chats chats = new Chats(hub, USERS, USERS_OF_OUR_OWN, AGENTS_OF_EACH)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (HubProcess each : hub.processes()) {
                    live();
                    fault.accept(each, chats);
                }
            }
            live();

            chats.assertKept(losses);
            assertThat(servers.fallingEpochs()).isEmpty();
        }
    }

    private void freeze(HubProcess victim, Chats chats) {
        victim.freeze();
        chats.leave(victim, other(victim));
        awaitAllAt(other(victim));
        live();
        victim.resume();
        victim.awaitEnd(SOON);
        back(victim);
    }

    private void restart(HubProcess victim, Chats chats) {
        victim.terminate();
        chats.leave(victim, other(victim));
        victim.awaitEnd(SOON);
        back(victim);
    }

    private void kill(HubProcess victim, Chats chats) {
        boolean withHints = chance.oneIn(2);
        if (withHints) {
            servers.redis().kill();
        }
        victim.kill();
        chats.leave(victim, other(victim));
        if (chance.oneIn(2)) {
            awaitAllAt(other(victim));
        }
        back(victim);
        if (withHints) {
            servers.redis().restart();
        }
    }

    private void back(HubProcess process) {
        process.start();
        await().atMost(SOON).until(() -> owned(process) > 0);
    }

    private HubProcess other(HubProcess process) {
        return hub.processes().stream().filter(it -> !it.equals(process)).findFirst().orElseThrow();
    }

    private void awaitAllAt(HubProcess process) {
        await().atMost(SOON).until(() -> owned(process) == PARTITIONS);
    }

    private int owned(HubProcess process) {
        return HubClient.strangerAt(process.url())
                .withToken(hub.admin().token())
                .get("/v1/cluster")
                .json()
                .at("/table/own")
                .asInt();
    }

    private void live() {
        LockSupport.parkNanos(chance.upTo(LONGEST_LIFE).toNanos());
    }
}
