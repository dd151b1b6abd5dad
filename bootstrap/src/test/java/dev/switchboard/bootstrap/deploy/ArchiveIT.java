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
        Path archive = archive();
        run("sh", "-c", "cd bootstrap/target && sha256sum -c " + archive.getFileName() + ".sha256");
        run("tar", "-xzf", archive.toString(), "-C", directory.toString());

        Path hub = entries(directory).getFirst();
        assertThat(archive.getFileName()).hasToString(hub.getFileName() + "-linux-x86_64.tar.gz");
        assertThat(hub.resolve("lib/switchboard.jar")).isNotEmptyFile();
        assertThat(hub.resolve("lib/switchboard-tools.jar")).isNotEmptyFile();
        assertThat(hub.resolve("lib/find-jdk.sh")).isNotEmptyFile();
        assertThat(hub.resolve("bin/switchboard")).isExecutable();
        assertThat(hub.resolve("deploy/switchboard.service")).exists();
        assertThat(hub.resolve("docs/operations/runbook.md")).exists();
        assertThat(hub.resolve("LICENSE")).exists();
        assertThat(Files.readString(hub.resolve("sbom.cdx.json")))
                .contains("CycloneDX", "rocksdbjni", "Apache-2.0");
        assertThat(entries(hub.resolve("licences"))).hasSizeGreaterThan(40);
    }

    private static Path archive() throws IOException {
        return entries(HOUSE.resolve("bootstrap/target")).stream()
                .filter(file -> file.toString().endsWith(".tar.gz"))
                .filter(file -> !file.toString().endsWith("-jre.tar.gz"))
                .findFirst()
                .orElseThrow();
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
