package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Other users of the machine cannot read the hub's data.
@DisabledOnOs(OS.WINDOWS)
class PrivateDataE2eIT {

    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");

    @TempDir private Path directory;

    @Test
    void keepsFilesAndDirectoriesToItself() throws IOException {
        try (HubProcess hub =
                new HubProcess(
                        QuickStart.program(),
                        directory,
                        Map.of("SWITCHBOARD_ADMIN_PASSWORD", World.ADMIN_PASSWORD))) {
            hub.start();
            assertThat(kept()).isNotEmpty().allSatisfy(PrivateDataE2eIT::isPrivate);
            hub.terminate();
            hub.awaitEnd(Duration.ofSeconds(30));

            openUp();
            hub.start();

            assertThat(kept()).isNotEmpty().allSatisfy(PrivateDataE2eIT::isPrivate);
            assertThat(HubClient.strangerAt(hub.url()).logIn("admin", World.ADMIN_PASSWORD))
                    .isNotNull();
        }
    }

    /// Opens the files' rights, as an older hub or a careless restore leaves them.
    private void openUp() throws IOException {
        for (Path path : kept()) {
            String rights = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> paths = Files.walk(directory.resolve("data"))) {
            return paths.toList();
        }
    }

    private static void isPrivate(Path path) throws IOException {
        assertThat(OWNERS).containsAll(Files.getPosixFilePermissions(path));
    }
}
