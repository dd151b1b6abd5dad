package dev.switchboard.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of `make dist`.
class ArchiveIT {

    @TempDir Path directory;

    @Test
    void holdsAllThatItTakesToRunAHub() throws Exception {
        HubArchive archive = HubArchive.make(directory);
        String name = archive.file().getFileName().toString();
        HubArchive.run(directory, Map.of(), "sha256sum", "-c", name + ".sha256");
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        HubArchive.run(unpacked, Map.of(), "tar", "-xzf", archive.file().toString());

        Path hub = unpacked.resolve("switchboard-" + HubArchive.version());
        assertThat(entries(unpacked)).containsExactly(hub);
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

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
