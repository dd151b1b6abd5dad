package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clients that send nonsense, with the packaged hub.
///
/// `-Dswitchboard.frames=…` sets the number of nonsense frames, by default 50,000.
@Tag("nightly")
@ExtendWith(ImpatientHub.OnePerClass.class)
class HostileFramesE2eIT {

    private static final int FRAMES = Integer.getInteger("switchboard.frames", 50_000);
    private static final int MOST_MEGABYTES_MORE = 6;
    private static final Duration SOON = Duration.ofMinutes(5);

    /// Longer than the hub waits for answers and keeps their requests in memory.
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final ImpatientHub hub;

    HostileFramesE2eIT(ImpatientHub hub) {
        this.hub = hub;
    }

    @Test
    void outlivesAnyFramesAndTellsItsLogNothingOfThem() {
        String conversation = LiveHub.fresh("bystander");
        try (WirePage bystander = hub.page(hub.hub().begin(conversation))) {
            int threads = hub.figures().threads();
            long megabytes = hub.figures().liveMegabytes();
            int port = hub.hub().process().url().getPort();

            Together.run(
                    IntStream.range(0, 8)
                            .mapToObj(seed -> new Heckler(port, FRAMES / 8, seed))
                            .toList());

            new Burst(hub.hub(), conversation, 5).run();
            bystander.awaitUpdates(5);
            await().atMost(SOON).until(() -> hub.figures().open() == 1);
            assertThat(hub.figures().failures()).isZero();
            assertKeepsNothingBut(megabytes);
            assertThat(hub.figures().threads() - threads).isLessThan(FRAMES / 500);
            assertThat(hub.hub().process().log())
                    .doesNotContain(Heckler.CANARY)
                    .doesNotContain("ERROR");
        }
    }

    /// Some of the frames are messages to the desk. They rightly wait for it, and then for its
    /// answers; memory still in use after that has leaked.
    private void assertKeepsNothingBut(long megabytes) {
        await().atMost(SOON).until(() -> hub.figures().pending("desk") == 0);
        await().atMost(FORGOTTEN)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(hub.figures().liveMegabytes() - megabytes)
                                .isLessThan(MOST_MEGABYTES_MORE));
    }
}
