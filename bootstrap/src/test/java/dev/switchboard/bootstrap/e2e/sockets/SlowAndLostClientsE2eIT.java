package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Clients that read nothing, are cut off, or come twice, with the packaged hub.
///
/// `-Dswitchboard.unread=…` sets how many messages a stalled reader leaves at least, by default
/// 6,000.
@Tag("nightly")
@ExtendWith(ImpatientHub.OnePerClass.class)
class SlowAndLostClientsE2eIT {

    private static final int UNREAD = Integer.getInteger("switchboard.unread", 6_000);

    // a close code of WebSocket
    private static final int REPLACED = 1000;

    /// More than the system buffers for a client that reads nothing.
    private static final int BULKY = 16;

    private static final int AT_A_TIME = 30;
    private static final int MOST_MEGABYTES_MORE = 6;
    private static final Duration SOON = Duration.ofMinutes(5);

    private final ImpatientHub hub;

    SlowAndLostClientsE2eIT(ImpatientHub hub) {
        this.hub = hub;
    }

    @Test
    void letsTheNewerOfTwoConnectionsWithOneSessionGoOn() throws InterruptedException {
        String conversation = LiveHub.fresh("twice");
        try (WirePage older = hub.page(hub.hub().begin(conversation))) {
            new Burst(hub.hub(), conversation, "seen", 3).run();
            older.awaitUpdates(3);
            older.acknowledgeNothing();
            Burst unseen = new Burst(hub.hub(), conversation, "unseen", 40);
            Thread answering = Thread.ofVirtual().start(unseen);
            older.awaitUpdates(3 + 4);

            try (WirePage newer = hub.page(Map.of("pid", older.pid()))) {
                assertThat(older.awaitEnd()).isEqualTo(REPLACED);
                await().atMost(SOON).untilAsserted(() -> assertThat(unseenBy(newer)).hasSize(40));
                answering.join();
                assertThat(unseenBy(newer)).containsExactlyElementsOf(unseen.taken());
                assertThat(newer.socketId()).isEqualTo(older.socketId());
            }
        }
    }

    @Test
    void continuesASessionBehindTheCursorThatItsClientNames() {
        String conversation = LiveHub.fresh("cursor");
        try (WirePage before = hub.page(hub.hub().begin(conversation))) {
            new Burst(hub.hub(), conversation, 3).run();
            List<JsonNode> had = before.awaitUpdates(3);
            long first = had.getFirst().path("seq").asLong();

            try (WirePage back = hub.page(continued(before, conversation, first))) {
                assertThat(back.awaitUpdates(2))
                        .extracting(Page::textOf)
                        .containsExactlyElementsOf(had.stream().skip(1).map(Page::textOf).toList());
                assertThat(back.socketId()).isEqualTo(before.socketId());
            }
        }
    }

    private static Map<String, Object> continued(WirePage page, String conversation, long cursor) {
        return Map.of("pid", page.pid(), "conversationId", conversation, "cursor", cursor);
    }

    private static List<String> unseenBy(WirePage page) {
        return page.updates().stream()
                .map(Page::textOf)
                .filter(text -> text.contains(" unseen "))
                .toList();
    }

    @Test
    void keepsInTheJournalWhatAStalledReaderDoesNotTake() {
        String conversation = LiveHub.fresh("stalled");
        String elsewhere = LiveHub.fresh("quick");
        int slow = hub.figures().closed("slow");
        try (WirePage stalled = hub.page(hub.hub().begin(conversation));
                WirePage quick = hub.page(hub.hub().begin(elsewhere))) {
            stalled.stall();
            fillTheLineTo(stalled, conversation);
            List<Burst> first = flood(stalled, conversation, "first");
            long megabytes = hub.figures().liveMegabytes();
            List<Burst> second = flood(stalled, conversation, "second");

            assertThat(hub.figures().liveMegabytes() - megabytes).isLessThan(MOST_MEGABYTES_MORE);
            new Burst(hub.hub(), elsewhere, 50).run();
            quick.awaitUpdates(50);
            stalled.livesUntil(() -> hub.figures().closed("slow") == slow + 1);
            assertThat(stalled.updates()).hasSizeLessThan(BULKY);
            List<String> sent = taken(Stream.concat(first.stream(), second.stream()));
            try (WirePage back = hub.page(Map.of("pid", stalled.pid()))) {
                assertComplete(back.awaitUpdates(BULKY + sent.size()), sent);
            }
        }
    }

    private void fillTheLineTo(WirePage page, String conversation) {
        for (int i = 0; i < BULKY; i++) {
            new Burst(hub.hub(), conversation, "bulky" + i, 1, 250_000).run();
            page.pong();
        }
    }

    /// Sends one half of the unread messages.
    private List<Burst> flood(WirePage page, String conversation, String half) {
        int each = Math.ceilDiv(UNREAD, 2 * AT_A_TIME);
        List<Burst> flood =
                IntStream.range(0, AT_A_TIME)
                        .mapToObj(i -> new Burst(hub.hub(), conversation, half + i, each, 3_000))
                        .toList();
        Thread flowing = Thread.ofVirtual().start(() -> Together.run(flood));
        page.livesUntil(() -> !flowing.isAlive());
        return flood;
    }

    private static List<String> taken(Stream<Burst> bursts) {
        return bursts.flatMap(burst -> burst.taken().stream()).toList();
    }

    private static void assertComplete(List<JsonNode> updates, List<String> flood) {
        assertThat(updates)
                .extracting(update -> update.path("seq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 1 + BULKY + flood.size()).boxed().toList());
        assertThat(updates.stream().skip(BULKY).map(Page::textOf))
                .containsExactlyInAnyOrderElementsOf(flood);
    }

    @Test
    void keepsWhatComesForAClientWhoseNetworkIsGone() {
        String conversation = LiveHub.fresh("silent");
        int silent = hub.figures().closed("ping_timeout");
        InetSocketAddress address =
                new InetSocketAddress("localhost", hub.hub().process().url().getPort());
        try (Valve network = Valve.before(address);
                WirePage lost =
                        WirePage.at(
                                URI.create("http://localhost:" + network.port()),
                                hub.hub().begin(conversation))) {
            network.turn(Valve.Position.SILENT);
            Burst missed = new Burst(hub.hub(), conversation, 5);
            missed.run();
            await().atMost(SOON).until(() -> hub.figures().closed("ping_timeout") == silent + 1);

            try (WirePage back = hub.page(Map.of("pid", lost.pid()))) {
                assertThat(back.awaitUpdates(5))
                        .extracting(Page::textOf)
                        .containsExactlyElementsOf(missed.taken());
            }
        }
    }
}
