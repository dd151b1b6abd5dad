package dev.switchboard.bootstrap.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub whose disk is really full. The disk is a small one in memory, which needs a Linux that
/// allows user namespaces; elsewhere this test is skipped.
@Tag("nightly")
class FullDiskE2eIT {

    private static final int MEGABYTES = 128;
    private static final int FLOOR = 32;
    private static final Duration SOON = Duration.ofMinutes(1);

    /// Several times longer than the hub's pause between two tries.
    private static final Duration A_WHILE = Duration.ofSeconds(12);

    @Test
    void isNotReadyAsLongAsItTakesNoMessage(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        HubProgram program = QuickStart.program().withSmallDisk(data, MEGABYTES);
        assumeThat(canMount(directory)).as("users may mount").isTrue();
        try (World world = World.open(program, directory, floor("0"))) {
            String channel = world.channel();
            Path filler = Path.of("/proc/" + world.hub.pid() + "/root" + data.resolve("filler"));

            // reopening the store frees some space, until that is used up as well
            await().atMost(SOON)
                    .until(() -> {
                        fill(filler);
                        return send(world, channel) == 503 && readiness(world) == 503;
                    });
            await().pollInterval(Duration.ofMillis(300))
                    .during(A_WHILE)
                    .atMost(A_WHILE.multipliedBy(2))
                    .untilAsserted(() -> {
                        assertThat(send(world, channel)).isEqualTo(503);
                        assertThat(readiness(world)).isEqualTo(503);
                    });

            Files.delete(filler);
            await().atMost(SOON).until(() -> readiness(world) == 200);
            // writes that were in progress when the disk was full go first and may take a while
            assertThat(world.send(channel, channel, "room again").status()).isIn(200, 202);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(world.texts(channel)).endsWith("room again"));
        }
    }

    @Test
    void refusesWhatIsNewWhileItStillHasRoomForWhatItAccepted(@TempDir Path directory)
            throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        HubProgram program = QuickStart.program().withSmallDisk(data, MEGABYTES);
        assumeThat(canMount(directory)).as("users may mount").isTrue();
        try (World world = World.open(program, directory, floor(FLOOR + "MB"))) {
            String channel = world.channel();
            assertThat(world.send(channel, channel, "before").status()).isIn(200, 202);
            Path filler = Path.of("/proc/" + world.hub.pid() + "/root" + data.resolve("filler"));

            fillUpTo(filler, (FLOOR - 4) * 1024L * 1024);

            await().atMost(SOON).until(() -> readiness(world) == 503);
            Answer refused = world.send(channel, channel, "too late");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(world.stranger.get("/readyz").body()).isEqualTo("{\"status\":\"NO_ROOM\"}");
            assertThat(world.admin().get("/v1/messages?since=2026-01-31T12:00:00Z").status())
                    .isEqualTo(200);

            Files.delete(filler);
            await().atMost(SOON).until(() -> readiness(world) == 200);
            assertThat(world.send(channel, channel, "room again").status()).isIn(200, 202);
        }
    }

    private static Map<String, String> floor(String least) {
        return Map.of("SWITCHBOARD_STORAGE_MIN_FREE_DISK", least);
    }

    private static boolean canMount(Path directory) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "--mount",
                                "mount",
                                "-t",
                                "tmpfs",
                                "none",
                                directory.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private static void fill(Path filler) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler, CREATE, APPEND)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(filler).isNotEmptyFile();
        }
    }

    private static void fillUpTo(Path filler, long left) throws IOException {
        byte[] page = new byte[1024 * 1024];
        try (OutputStream out = Files.newOutputStream(filler, CREATE, APPEND)) {
            while (filler.toFile().getUsableSpace() > left) {
                out.write(page);
            }
        }
    }

    private static int send(World world, String channel) {
        return world.send(channel, channel, "x".repeat(60_000)).status();
    }

    private static int readiness(World world) {
        return world.stranger.get("/readyz").status();
    }
}
