package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateDataTest {

    @TempDir private Path directory;

    @Test
    void makesADirectoryForTheOwnerAlone() throws IOException {
        Path data = directory.resolve("new").resolve("data");

        PrivateData.close(data);

        assertThat(rights(data)).isEqualTo("rwx------");
    }

    @Test
    void takesTheRightsOfOthersFromAllThatIsThere() throws IOException {
        Path data = make("data", "rwxr-xr-x");
        Path keys = make("data/keys", "rwxr-x--x");
        Path file = write("data/keys/a.key", "rw-r--r--");
        Path code = write("data/a.so", "rwxrwxr-x");

        PrivateData.close(data);

        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(keys)).isEqualTo("rwx------");
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(code)).isEqualTo("rwx------");
    }

    @Test
    void followsNoLinksButItsOwnName() throws IOException {
        Path data = make("data", "rwxr-xr-x");
        Path elsewhere = make("elsewhere", "rwxr-xr-x");
        Path file = write("elsewhere/file", "rw-r--r--");
        Files.createSymbolicLink(data.resolve("link"), elsewhere);
        Files.createSymbolicLink(data.resolve("other"), file);
        Path name = Files.createSymbolicLink(directory.resolve("name"), data);

        PrivateData.close(name);

        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(elsewhere)).isEqualTo("rwxr-xr-x");
        assertThat(rights(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void leavesADirectoryAloneThatEverybodyUses() throws IOException {
        Path shared = make("shared", "rwxrwxrwx");
        Path file = write("shared/file", "rw-r--r--");

        PrivateData.close(shared);

        assertThat(rights(shared)).isEqualTo("rwxrwxrwx");
        assertThat(rights(file)).isEqualTo("rw-r--r--");
    }

    private Path make(String name, String rights) throws IOException {
        return with(rights, Files.createDirectory(directory.resolve(name)));
    }

    private Path write(String name, String rights) throws IOException {
        return with(rights, Files.writeString(directory.resolve(name), "x"));
    }

    private static Path with(String rights, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
