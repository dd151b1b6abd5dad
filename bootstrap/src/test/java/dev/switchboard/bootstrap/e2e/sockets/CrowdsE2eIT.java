package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Many clients that come and go at once, with the packaged hub.
///
/// `-Dswitchboard.crowd=…` sets the number of clients, by default 500.
@Tag("nightly")
@ExtendWith(ImpatientHub.OnePerClass.class)
class CrowdsE2eIT {

    private static final int CROWD = Integer.getInteger("switchboard.crowd", 500);

    private static final Duration SOON = Duration.ofMinutes(5);

    private final ImpatientHub hub;

    CrowdsE2eIT(ImpatientHub hub) {
        this.hub = hub;
    }

    @Test
    void takesACrowdBackAtOnceAndServesOthersMeanwhile() {
        List<String> conversations = conversations();
        List<WirePage> pages = owners(conversations);
        pages.forEach(WirePage::close);
        Burst meanwhile = new Burst(hub.hub(), LiveHub.fresh("meanwhile"), 200);
        Thread webhooks = Thread.ofVirtual().start(meanwhile);

        List<WirePage> back = all(pages.stream().map(CrowdsE2eIT::goingOn));

        await().atMost(SOON).until(() -> !webhooks.isAlive());
        assertThat(meanwhile.refused()).isZero();
        assertThat(back).extracting(WirePage::socketId).isEqualTo(ids(pages));
        back.forEach(WirePage::close);
    }

    @Test
    void sendsACrowdAwayWhenItStopsAndGivesItAllItMissed() {
        List<String> conversations = conversations();
        List<WirePage> pages = owners(conversations);
        Together.run(
                conversations.stream().map(one -> new Burst(hub.hub(), one, "before", 1)).toList());
        pages.forEach(page -> page.awaitUpdates(1));

        hub.hub().process().terminate();
        assertThat(pages).extracting(WirePage::awaitEnd).containsOnly(WirePage.BROKEN);
        hub.hub().process().awaitEnd(Duration.ofSeconds(30));
        hub.hub().process().start();
        Together.run(
                conversations.stream().map(one -> new Burst(hub.hub(), one, "missed", 1)).toList());
        List<WirePage> back = all(pages.stream().map(CrowdsE2eIT::goingOn));
        Together.run(
                conversations.stream().map(one -> new Burst(hub.hub(), one, "after", 1)).toList());

        assertThat(back).extracting(WirePage::socketId).isEqualTo(ids(pages));
        assertThat(back)
                .allSatisfy(page ->
                        assertThat(page.awaitUpdates(2))
                                .extracting(update -> update.path("seq").asLong())
                                .containsExactly(3L, 4L));
        back.forEach(WirePage::close);
    }

    private static List<String> conversations() {
        return IntStream.range(0, CROWD).mapToObj(_ -> LiveHub.fresh("crowd")).toList();
    }

    /// One page for each conversation, which owns it.
    private List<WirePage> owners(List<String> conversations) {
        List<Beginning> beginnings = conversations.stream().map(Beginning::new).toList();
        Together.run(beginnings);
        return all(beginnings.stream().map(beginning -> beginning.owner));
    }

    private final class Beginning implements Runnable {

        private final String conversation;
        private volatile Map<String, String> owner = Map.of();

        private Beginning(String conversation) {
            this.conversation = conversation;
        }

        @Override
        public void run() {
            owner = hub.hub().begin(conversation);
        }
    }

    private static Map<String, String> goingOn(WirePage earlier) {
        return Map.of("pid", earlier.pid());
    }

    /// Connects all of them at once.
    private List<WirePage> all(Stream<Map<String, String>> auths) {
        List<CompletableFuture<WirePage>> coming =
                auths.map(auth -> WirePage.comingTo(hub.hub().process().url(), auth)).toList();
        return coming.stream().map(CompletableFuture::join).toList();
    }

    private static List<String> ids(List<WirePage> pages) {
        return pages.stream().map(WirePage::socketId).toList();
    }
}
