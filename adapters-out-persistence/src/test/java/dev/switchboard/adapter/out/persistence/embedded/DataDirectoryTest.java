package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path folder;

    @Test
    void refusesADirectoryThatAnotherHubUses() throws Exception {
        try (DataDirectory _ = DataDirectory.claim(folder)) {
            assertThatThrownBy(() -> DataDirectory.claim(folder))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage("Another hub is using the data directory %s.", folder);
        }
    }

    @Test
    void givesTheDirectoryBack() throws Exception {
        DataDirectory.claim(folder).close();

        DataDirectory.claim(folder).close();

        assertThat(folder.resolve("switchboard.lock")).exists();
    }

    @Test
    void makesADirectoryForItsOwnerAlone() throws Exception {
        Path made = folder.resolve("a/data");

        DataDirectory.claim(made).close();

        assertThat(Files.getPosixFilePermissions(made))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void refusesTheDirectoryOfAVersionWithAnotherStore() throws Exception {
        Files.createFile(folder.resolve("switchboard.db"));

        assertThatThrownBy(() -> DataDirectory.claim(folder))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("of a version before 0.1.0");
    }

    @Test
    void refusesAPlaceThatIsNoDirectory() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> DataDirectory.claim(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("cannot be written");
    }
}
