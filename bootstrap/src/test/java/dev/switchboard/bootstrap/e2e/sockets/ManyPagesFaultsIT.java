package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pages that connect while the bot answers, so many that steps of both fall between each other in
/// every order.
///
/// `-Dswitchboard.pages=…` sets how many come, by default 20,000.
@Tag("faults")
@Tag("outages")
@ExtendWith(ImpatientHub.OnePerClass.class)
class ManyPagesFaultsIT {

    private static final int PAGES = Integer.getInteger("switchboard.pages", 20_000);
    private static final int AT_A_TIME = 4;
    private static final int STAYS_MILLIS = 25;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final ImpatientHub hub;

    ManyPagesFaultsIT(ImpatientHub hub) {
        this.hub = hub;
    }

    private static void often(int times, Runnable deed) {
        Together.run(
                IntStream.range(0, AT_A_TIME)
                        .<Runnable>mapToObj(_ ->
                                () -> {
                                    for (int i = 0; i < times / AT_A_TIME; i++) {
                                        deed.run();
                                    }
                                })
                        .toList());
    }

    @Test
    void getEachAnswerThatComesWhileTheyBegin() {
        often(PAGES, this::begin);
    }

    private void begin() {
        String conversation = LiveHub.fresh("begins");
        try (WirePage page = hub.page(hub.hub().begin(conversation))) {
            Burst burst = new Burst(hub.hub(), conversation, 3);
            burst.run();

            assertThat(page.awaitUpdates(3))
                    .extracting(Page::textOf)
                    .containsExactlyElementsOf(burst.taken());
        }
    }

    /// The connection is lost again and again, a moment after it was made.
    @Test
    void getEachAnswerThatComesWhileTheyComeBack() {
        often(PAGES / 10, this::comeBack);
    }

    private void comeBack() {
        String conversation = LiveHub.fresh("returns");
        Burst burst = new Burst(hub.hub(), conversation, 40);
        Map<String, String> auth = hub.hub().begin(conversation);
        List<WirePage> pages = new ArrayList<>();
        pages.add(hub.page(auth));
        Thread answering = Thread.ofVirtual().start(burst);
        while (answering.isAlive()) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(STAYS_MILLIS * 1_000_000L));
            pages.getLast().close();
            Map<String, String> same = new HashMap<>(auth);
            same.put("pid", pages.getLast().pid());
            pages.add(hub.page(same));
        }

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(pages.stream().flatMap(ManyPagesFaultsIT::texts).distinct())
                                .containsExactlyInAnyOrderElementsOf(burst.taken()));
        assertThat(pages.stream().map(ManyPagesFaultsIT::texts).map(Stream::toList))
                .filteredOn(got -> !got.isEmpty())
                .allSatisfy(got -> assertThat(burst.taken()).containsSequence(got));
        pages.getLast().close();
    }

    private static Stream<String> texts(WirePage page) {
        return page.updates().stream().map(Page::textOf);
    }
}
