package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import dev.switchboard.bootstrap.e2e.live.Tab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Two hubs share a MongoDB, and the bot answers many conversations at once while one hub, the
/// other, and the server for hints are killed with -9. Pages are at both hubs; some go to the other
/// hub when theirs dies.
///
/// `-Dswitchboard.rounds=…` of kills, by default 1.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class PagesOfTwoHubsFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 1);
    private static final int CONVERSATIONS = 4;
    private static final int KILLS = 3;
    private static final int ANSWERS = 30 * (KILLS + 1) * ROUNDS;

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private final List<Tab> tabs = new ArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private LiveHub hub;

    @BeforeEach
    void open(@TempDir Path directory, @TempDir Path second) {
        hub = LiveHub.withTwin(directory, second, servers.settings());
    }

    @AfterEach
    void close() {
        tabs.forEach(Tab::close);
        hub.close();
        servers.close();
    }

    @Test
    void seeEverythingOnceAndInOrderWhateverIsKilled() {
        HubProcess twin = hub.twin().orElseThrow();
        for (int i = 0; i < CONVERSATIONS; i++) {
            String conversation = LiveHub.fresh("shared");
            String token = hub.begin(conversation).getOrDefault("resumeToken", "");
            tabs.add(new Tab(conversation, token, hub.process()));
            tabs.add(new Tab(conversation, token, twin));
            bursts.add(new Burst(hub, conversation, ANSWERS));
        }
        List<CompletableFuture<Void>> running =
                bursts.stream().map(CompletableFuture::runAsync).toList();

        for (int round = 0; round < ROUNDS; round++) {
            awaitShare(round * KILLS + 1);
            servers.redis().kill();
            awaitShare(round * KILLS + 2);
            killed(hub.process(), twin);
            servers.redis().restart();
            awaitShare(round * KILLS + 3);
            killed(twin, hub.process());
        }
        running.forEach(CompletableFuture::join);

        bursts.forEach(this::assertSeenByEveryTab);
    }

    /// Every second of its pages goes to the other hub, and the others come back.
    private void killed(HubProcess victim, HubProcess other) {
        victim.kill();
        List<Tab> there = tabs.stream().filter(tab -> tab.isAt(victim)).toList();
        for (int i = 0; i < there.size(); i += 2) {
            there.get(i).goTo(other);
        }
        victim.start();
    }

    private void awaitShare(int share) {
        int enough = share * ANSWERS / (KILLS * ROUNDS + 1);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bursts.stream().anyMatch(burst -> burst.taken().size() >= enough));
    }

    private void assertSeenByEveryTab(Burst burst) {
        String conversation = burst.taken().getFirst().split(" ", 2)[0];
        for (Tab tab :
                tabs.stream().filter(it -> it.conversation().equals(conversation)).toList()) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(tab.seen().toList())
                                    .extracting(Page::textOf)
                                    .containsExactlyElementsOf(burst.taken()));
            assertThat(tab.seen().toList())
                    .extracting(update -> update.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }
}
