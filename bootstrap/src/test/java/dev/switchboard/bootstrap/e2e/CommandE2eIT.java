package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bin/switchboard` leaves no process behind, however it ends.
class CommandE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir Path checkout;
    private Process script;

    /// Makes a checkout in which nothing is prepared yet.
    @BeforeEach
    void prepare() throws IOException {
        Path original = HubProgram.jar().toAbsolutePath().resolve("../../..").normalize();
        Files.createSymbolicLink(checkout.resolve("scripts"), original.resolve("scripts"));
        Path bin = Files.createDirectories(checkout.resolve("bin"));
        Files.copy(original.resolve("bin/switchboard"), bin.resolve("switchboard"));
        Path target = Files.createDirectories(checkout.resolve("bootstrap/target"));
        Files.createSymbolicLink(target.resolve("switchboard.jar"), HubProgram.jar());
        Files.createSymbolicLink(checkout.resolve("tools"), original.resolve("tools"));
        script =
                new ProcessBuilder("sh", checkout + "/bin/switchboard", "prepare")
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(checkout.resolve("log").toFile())
                        .start();
    }

    @AfterEach
    void end() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }

    @Test
    void endsItsPracticeOnASignal() {
        await().atMost(SOON).until(() -> hubs().findAny().isPresent());
        List<ProcessHandle> started = script.descendants().toList();

        script.destroy();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
    }

    /// The children of the practice that are a hub already: each is another program for a moment
    /// first.
    private Stream<ProcessHandle> hubs() {
        return script.descendants()
                .filter(process -> hasArgument(process, "dev.switchboard.tools.practice.Practice"))
                .flatMap(ProcessHandle::children)
                .filter(process -> hasArgument(process, "-jar"));
    }

    private static boolean hasArgument(ProcessHandle process, String argument) {
        return List.of(process.info().arguments().orElse(new String[0])).contains(argument);
    }
}
