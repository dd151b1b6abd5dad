package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Clients that are many, slow, silent or out of their minds, on the packaged hub (contract sockets
/// 8.6, 8.7, 8.20; catalogue E07, E12, L01). Smaller than they may become, for every build has
/// them:
///
/// - `-Dswitchboard.unread=…` messages at least that a stalled reader leaves, 6,000 if absent
/// - `-Dswitchboard.crowd=…` clients that come at once, 500 if absent
/// - `-Dswitchboard.frames=…` of nonsense, 50,000 if absent
@TestInstance(Lifecycle.PER_CLASS)
class SocketStormsE2eIT {

    private static final int UNREAD = Integer.getInteger("switchboard.unread", 6_000);
    private static final int CROWD = Integer.getInteger("switchboard.crowd", 500);
    private static final int FRAMES = Integer.getInteger("switchboard.frames", 50_000);

    // as WebSocket counts the ways to end
    private static final int REPLACED = 1000;
    private static final int GOING_AWAY = 1001;

    /// More than the system takes for a client that reads nothing.
    private static final int BULKY = 16;

    private static final int AT_A_TIME = 30;
    private static final int MOST_MEGABYTES_MORE = 6;
    private static final Duration SOON = Duration.ofMinutes(5);

    /// Longer than the hub waits for answers, and keeps in mind to what.
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /// Impatient, but with room for everybody from one address, however much they say.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_SOCKETS_SLOW_AFTER", "10s",
                    "SWITCHBOARD_SOCKETS_PING_INTERVAL", "3s",
                    "SWITCHBOARD_SOCKETS_PING_TIMEOUT", "5s",
                    "SWITCHBOARD_SOCKETS_DRAIN_WITHIN", "1s",
                    "SWITCHBOARD_SOCKETS_EVENT_RATE", "1000000",
                    "SWITCHBOARD_SOCKETS_MAX_UNBOUND_PER_ADDRESS", "10000");

    private LiveHub hub;
    private Figures figures;

    @BeforeAll
    void open(@TempDir Path directory) {
        hub = LiveHub.open(directory, SETTINGS);
        figures = new Figures(hub.process());
    }

    @AfterAll
    void close() {
        hub.close();
    }

    private WirePage page(Map<String, ?> auth) {
        return WirePage.at(hub.process().url(), auth);
    }

    @Test
    void letsTheNewerOfTwoConnectionsWithOneSessionGoOn() {
        String conversation = LiveHub.fresh("twice");
        try (WirePage older = page(Map.of("conversationId", conversation))) {
            new Burst(hub, conversation, "seen", 3).run();
            older.awaitUpdates(3);
            older.acknowledgeNothing();
            Burst unseen = new Burst(hub, conversation, "unseen", 40);
            Thread.ofVirtual().start(unseen);
            older.awaitUpdates(3 + 4);

            try (WirePage newer = page(Map.of("pid", older.pid()))) {
                assertThat(older.awaitEnd()).isEqualTo(REPLACED);
                await().atMost(SOON).untilAsserted(() -> assertThat(unseenBy(newer)).hasSize(40));
                assertThat(unseenBy(newer)).containsExactlyElementsOf(unseen.taken());
                assertThat(newer.socketId()).isEqualTo(older.socketId());
            }
        }
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
        int slow = figures.closed("slow");
        try (WirePage stalled = page(Map.of("conversationId", conversation));
                WirePage quick = page(Map.of("conversationId", elsewhere))) {
            stalled.stall();
            fillTheLineTo(stalled, conversation);
            List<Burst> first = flood(stalled, conversation, "first");
            long megabytes = figures.liveMegabytes();
            List<Burst> second = flood(stalled, conversation, "second");

            assertThat(figures.liveMegabytes() - megabytes).isLessThan(MOST_MEGABYTES_MORE);
            new Burst(hub, elsewhere, 50).run();
            quick.awaitUpdates(50);
            stalled.livesUntil(() -> figures.closed("slow") == slow + 1);
            assertThat(stalled.updates()).hasSizeLessThan(BULKY);
            List<String> sent = taken(Stream.concat(first.stream(), second.stream()));
            try (WirePage back = page(Map.of("pid", stalled.pid()))) {
                assertComplete(back.awaitUpdates(BULKY + sent.size()), sent);
            }
        }
    }

    private void fillTheLineTo(WirePage page, String conversation) {
        for (int i = 0; i < BULKY; i++) {
            new Burst(hub, conversation, "bulky" + i, 1, 250_000).run();
            page.pong();
        }
    }

    /// One half of what it leaves unread.
    private List<Burst> flood(WirePage page, String conversation, String half) {
        int each = Math.ceilDiv(UNREAD, 2 * AT_A_TIME);
        List<Burst> flood =
                IntStream.range(0, AT_A_TIME)
                        .mapToObj(i -> new Burst(hub, conversation, half + i, each, 3_000))
                        .toList();
        Thread flowing = Thread.ofVirtual().start(() -> inParallel(flood));
        page.livesUntil(() -> !flowing.isAlive());
        return flood;
    }

    private static void inParallel(List<? extends Runnable> tasks) {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.stream()
                    .map(task -> CompletableFuture.runAsync(task, workers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static List<String> taken(Stream<Burst> bursts) {
        return bursts.flatMap(burst -> burst.taken().stream()).toList();
    }

    private static void assertComplete(List<JsonNode> updates, List<String> flood) {
        assertThat(updates)
                .extracting(update -> update.path("seq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, BULKY + flood.size()).boxed().toList());
        assertThat(updates.stream().skip(BULKY).map(Page::textOf))
                .containsExactlyInAnyOrderElementsOf(flood);
    }

    @Test
    void keepsWhatComesForAClientWhoseNetworkIsGone() {
        String conversation = LiveHub.fresh("silent");
        int silent = figures.closed("ping_timeout");
        InetSocketAddress address =
                new InetSocketAddress("localhost", hub.process().url().getPort());
        try (Valve network = Valve.before(address);
                WirePage lost =
                        WirePage.at(
                                URI.create("http://localhost:" + network.port()),
                                Map.of("conversationId", conversation))) {
            network.turn(Valve.Position.SILENT);
            Burst missed = new Burst(hub, conversation, 5);
            missed.run();
            await().atMost(SOON).until(() -> figures.closed("ping_timeout") == silent + 1);

            try (WirePage back = page(Map.of("pid", lost.pid()))) {
                assertThat(back.awaitUpdates(5))
                        .extracting(Page::textOf)
                        .containsExactlyElementsOf(missed.taken());
            }
        }
    }

    @Test
    void takesACrowdBackAtOnceAndServesOthersMeanwhile() {
        List<String> conversations = conversations();
        List<WirePage> pages = all(conversations.stream().map(SocketStormsE2eIT::newcomer));
        pages.forEach(WirePage::close);
        Burst meanwhile = new Burst(hub, LiveHub.fresh("meanwhile"), 200);
        Thread webhooks = Thread.ofVirtual().start(meanwhile);

        List<WirePage> back = all(pages.stream().map(SocketStormsE2eIT::goingOn));

        await().atMost(SOON).until(() -> !webhooks.isAlive());
        assertThat(meanwhile.refused()).isZero();
        assertThat(back).extracting(WirePage::socketId).isEqualTo(ids(pages));
        back.forEach(WirePage::close);
    }

    @Test
    void sendsACrowdAwayWhenItStopsAndGivesItAllItMissed() {
        List<String> conversations = conversations();
        List<WirePage> pages = all(conversations.stream().map(SocketStormsE2eIT::newcomer));
        inParallel(conversations.stream().map(one -> new Burst(hub, one, "before", 1)).toList());
        pages.forEach(page -> page.awaitUpdates(1));

        hub.process().terminate();
        assertThat(pages).extracting(WirePage::awaitEnd).containsOnly(GOING_AWAY);
        hub.process().awaitEnd(Duration.ofSeconds(30));
        hub.process().start();
        inParallel(conversations.stream().map(one -> new Burst(hub, one, "missed", 1)).toList());
        List<WirePage> back = all(pages.stream().map(SocketStormsE2eIT::goingOn));
        inParallel(conversations.stream().map(one -> new Burst(hub, one, "after", 1)).toList());

        assertThat(back).extracting(WirePage::socketId).isEqualTo(ids(pages));
        assertThat(back)
                .allSatisfy(page ->
                        assertThat(page.awaitUpdates(2))
                                .extracting(update -> update.path("seq").asLong())
                                .containsExactly(2L, 3L));
        back.forEach(WirePage::close);
    }

    private static List<String> conversations() {
        return IntStream.range(0, CROWD).mapToObj(_ -> LiveHub.fresh("crowd")).toList();
    }

    private static Map<String, String> newcomer(String conversation) {
        return Map.of("conversationId", conversation);
    }

    private static Map<String, String> goingOn(WirePage earlier) {
        return Map.of("pid", earlier.pid());
    }

    /// All of them come at once.
    private List<WirePage> all(Stream<Map<String, String>> auths) {
        List<CompletableFuture<WirePage>> coming =
                auths.map(auth -> WirePage.comingTo(hub.process().url(), auth)).toList();
        return coming.stream().map(CompletableFuture::join).toList();
    }

    private static List<String> ids(List<WirePage> pages) {
        return pages.stream().map(WirePage::socketId).toList();
    }

    @Test
    void outlivesAnyFramesAndTellsItsLogNothingOfThem() {
        String conversation = LiveHub.fresh("bystander");
        try (WirePage bystander = page(Map.of("conversationId", conversation))) {
            int threads = figures.threads();
            long megabytes = figures.liveMegabytes();
            int port = hub.process().url().getPort();

            inParallel(
                    IntStream.range(0, 8)
                            .mapToObj(seed -> new Heckler(port, FRAMES / 8, seed))
                            .toList());

            new Burst(hub, conversation, 5).run();
            bystander.awaitUpdates(5);
            await().atMost(SOON).until(() -> figures.open() == 1);
            assertThat(figures.failures()).isZero();
            assertKeepsNothingBut(megabytes);
            assertThat(figures.threads() - threads).isLessThan(FRAMES / 500);
            assertThat(hub.process().log()).doesNotContain(Heckler.CANARY).doesNotContain("ERROR");
        }
    }

    /// Some of the frames are messages to the desk. They rightly wait for it, and then for its
    /// answers; only what is there after that was leaked.
    private void assertKeepsNothingBut(long megabytes) {
        await().atMost(SOON).until(() -> figures.pending("desk") == 0);
        await().atMost(FORGOTTEN)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(figures.liveMegabytes() - megabytes)
                                .isLessThan(MOST_MEGABYTES_MORE));
    }
}
