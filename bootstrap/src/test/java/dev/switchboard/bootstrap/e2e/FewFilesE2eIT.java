package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub that may open few files, all of which strangers' connections hold for a while.
@Tag("nightly")
class FewFilesE2eIT {

    private static final int MOST = 256;
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void livesAndGoesOnWhenTheStrangersAreGone(@TempDir Path directory) throws IOException {
        HubProgram program = QuickStart.program().withOpenFiles(MOST);
        try (World world = World.open(program, directory, Map.of())) {
            String channel = world.channel();
            assertThat(world.send(channel, channel, "before").status()).isIn(200, 202);
            List<Socket> strangers = new ArrayList<>();
            try {
                // the system connects them itself, whether the hub accepts them or not
                for (int i = 0; i < MOST; i++) {
                    strangers.add(
                            new Socket(
                                    InetAddress.getLoopbackAddress(), world.hub.url().getPort()));
                }
                await().atMost(SOON).until(() -> openFiles(world.hub) >= MOST);
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(world.stranger.get("/readyz").status()).isEqualTo(200));
            assertThat(world.hub.isAlive()).isTrue();
            assertThat(world.send(channel, channel, "after").status()).isIn(200, 202);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(world.texts(channel)).containsSequence("before", "after"));
        }
    }

    private static long openFiles(HubProcess hub) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(hub.pid()), "fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
