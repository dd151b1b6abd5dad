package dev.switchboard.bootstrap.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub on the embedded store unpacks its library once, into its own directory.
@Tag("nightly")
class NativeCodeE2eIT {

    /// The number of unpacked files: the library.
    private static final int FILES = 1;

    private static final Duration TO_STOP = Duration.ofSeconds(30);

    @TempDir Path directory;
    @TempDir Path temporary;

    @Test
    void doesNotPileUpHoweverOftenTheHubIsKilled() {
        try (HubProcess hub = hub()) {
            for (int i = 0; i < 2; i++) {
                hub.start();
                hub.kill();
            }

            hub.start();

            assertThat(unpacked(directory)).hasSize(FILES);
            assertThat(unpacked(temporary)).isEmpty();
        }
    }

    @Test
    void isKeptForTheNextStart() {
        try (HubProcess hub = hub()) {
            hub.start();

            hub.terminate();
            hub.awaitEnd(TO_STOP);

            assertThat(unpacked(directory)).hasSize(FILES);
            assertThat(unpacked(temporary)).isEmpty();
        }
    }

    private HubProcess hub() {
        return new HubProcess(
                QuickStart.program(),
                directory,
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary));
    }

    private static List<Path> unpacked(Path below) {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().contains("librocksdbjni")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
