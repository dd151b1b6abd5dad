package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of `make dist`.
class ArchiveIT {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path directory;

    @Test
    void holdsAllThatItTakesToRunAHub() throws Exception {
        run("scripts/dist.sh");
        run("sh", "-c", "cd bootstrap/target && sha256sum -c switchboard.tar.gz.sha256");
        run("tar", "-xzf", "bootstrap/target/switchboard.tar.gz", "-C", directory.toString());

        Path hub = directory.resolve("switchboard");
        assertThat(hub.resolve("bootstrap/target/switchboard.jar")).isNotEmptyFile();
        assertThat(hub.resolve("scripts/run.sh")).isExecutable();
        assertThat(hub.resolve("deploy/switchboard.service")).exists();
        assertThat(hub.resolve("docs/operations/runbook.md")).exists();
        assertThat(hub.resolve("LICENSE")).exists();
        assertThat(Files.readString(hub.resolve("sbom.cdx.json")))
                .contains("CycloneDX", "rocksdbjni", "Apache-2.0");
        assertThat(entries(hub.resolve("licences"))).hasSizeGreaterThan(40);
        for (String file : startedWith(hub)) {
            assertThat(hub.resolve(file)).exists();
        }
    }

    /// The files that the start names.
    private static List<String> startedWith(Path hub) throws IOException {
        return Stream.of(Files.readString(hub.resolve("scripts/run.sh")).split("[\\s()\"=]+"))
                .filter(word -> word.matches("scripts/[a-z-]+\\.sh|\\w+/target/[a-z-]+\\.jar"))
                .toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(HOUSE.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
