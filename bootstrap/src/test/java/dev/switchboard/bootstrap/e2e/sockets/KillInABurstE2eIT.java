package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The hub is killed with -9 while the bot answers many conversations at once, and started again on
/// the same data. The test checks what every client's application gets.
@Tag("nightly")
class KillInABurstE2eIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int CONVERSATIONS = 6;
    private static final int TABS = 2;
    private static final int ANSWERS = 120;
    private static final int KILLS = 2;

    @TempDir Path directory;

    private final Map<String, List<Page>> tabs = new HashMap<>();
    private final List<Burst> bursts = new ArrayList<>();

    @Test
    void losesNothingDoublesNothingAndKeepsTheOrder() {
        try (LiveHub hub = LiveHub.open(directory, Map.of())) {
            openTabs(hub);
            List<CompletableFuture<Void>> running =
                    bursts.stream().map(CompletableFuture::runAsync).toList();

            for (int kill = 1; kill <= KILLS; kill++) {
                awaitShareOfTheBurst(kill);
                hub.process().kill();
                hub.process().start();
            }
            running.forEach(CompletableFuture::join);

            bursts.forEach(this::assertSeenByEveryTab);
            tabs.values().forEach(all -> all.forEach(Page::close));
        }
    }

    private void openTabs(LiveHub hub) {
        for (int i = 0; i < CONVERSATIONS; i++) {
            String conversation = LiveHub.fresh("burst");
            Page first = Page.at(hub, hub.begin(conversation));
            List<Page> all = new ArrayList<>(List.of(first));
            while (all.size() < TABS) {
                all.add(
                        Page.at(
                                hub,
                                Map.of(
                                        "conversationId",
                                        conversation,
                                        "resumeToken",
                                        first.resumeToken())));
            }
            tabs.put(conversation, all);
            bursts.add(new Burst(hub, conversation, ANSWERS));
        }
    }

    private void awaitShareOfTheBurst(int share) {
        int enough = share * ANSWERS / (KILLS + 1);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bursts.stream().anyMatch(burst -> burst.taken().size() >= enough));
    }

    private void assertSeenByEveryTab(Burst burst) {
        String conversation = burst.taken().getFirst().split(" ", 2)[0];
        for (Page page : tabs.getOrDefault(conversation, List.of())) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(seenByTheApplication(page))
                                    .extracting(Page::textOf)
                                    .containsExactlyElementsOf(burst.taken()));
            assertThat(seenByTheApplication(page))
                    .extracting(update -> update.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    /// An application drops events with a known `deliveryId`.
    private static List<JsonNode> seenByTheApplication(Page page) {
        Set<String> seen = new HashSet<>();
        return page.events("webhook_update").stream()
                .filter(update -> seen.add(update.path("deliveryId").asString()))
                .toList();
    }
}
