package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stranger who opens session after session over a few connections and joins a namespace, on a
/// hub with its default heap. Polling sessions live on without a connection.
class FloodE2eIT {

    private static final int LINES = 4;
    private static final int TRIES_PER_LINE = 500;
    private static final int ADMITTED_AT_ONCE = 1_200;
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

    @TempDir Path directory;

    @Test
    void keepsAHubAliveAndOpenForOthers() throws Exception {
        try (HubProcess hub =
                new HubProcess(
                        QuickStart.program("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                        directory,
                        Map.of())) {
            hub.start();
            long began = System.nanoTime();

            List<Integer> padded = flood(hub, 14_000);
            List<Integer> plain = flood(hub, 3_500);

            long minutes = 1 + Duration.ofNanos(System.nanoTime() - began).toMinutes();
            assertThat(padded).containsOnly(431);
            assertThat(plain).containsOnly(200, 429);
            assertThat(plain)
                    .filteredOn(status -> status == 200)
                    .hasSizeBetween(100, (int) (ADMITTED_AT_ONCE * (1 + minutes)));
            assertThat(new Figures(hub).liveMegabytes()).isLessThan(100);
            assertThat(HubClient.strangerAt(hub.url()).get("/readyz").status()).isEqualTo(200);
            WirePage.at(hub.url(), Map.of()).close();
        }
    }

    /// Makes handshakes as fast as the hub answers them, each with headers of this length.
    ///
    /// @return the answers
    private static List<Integer> flood(HubProcess hub, int padding) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> lines = new ArrayList<>();
            for (int i = 0; i < LINES; i++) {
                lines.add(
                        threads.submit(() -> {
                            try (Caller stranger = new Caller("127.0.0.2", hub.url().getPort())) {
                                return shakeHands(stranger, padding);
                            }
                        }));
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<List<Integer>> line : lines) {
                answers.addAll(line.get());
            }
            return answers;
        }
    }

    private static List<Integer> shakeHands(Caller stranger, int padding) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < TRIES_PER_LINE; i++) {
            Caller.Reply opened =
                    stranger.ask("GET", POLLING, "", "X-Padding: " + "x".repeat(padding) + i);
            statuses.add(opened.status());
            if (opened.status() == 200) {
                String sid = opened.body().replaceFirst("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
                Caller.Reply joined = stranger.ask("POST", POLLING + "&sid=" + sid, "40");
                assertThat(joined.status()).isEqualTo(200);
            }
        }
        return statuses;
    }
}
