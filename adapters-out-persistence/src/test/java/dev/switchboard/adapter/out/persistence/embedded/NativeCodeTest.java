package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where it is unpacked shows the packaged hub alone: a process loads native code once.
class NativeCodeTest {

    private static final String UNPACK_INTO = "org.sqlite.tmpdir";

    @TempDir Path folder;

    @Test
    void removesWhatADeadHubLeft() throws IOException {
        Path left = Files.createFile(folder.resolve("sqlite-3.0-1-libsqlitejdbc.so"));
        Path lock = Files.createFile(folder.resolve("sqlite-3.0-1-libsqlitejdbc.so.lck"));
        Path notOurs = Files.createFile(folder.resolve("readme"));

        new NativeCode(folder).load();

        assertThat(left).doesNotExist();
        assertThat(lock).doesNotExist();
        assertThat(notOurs).exists();
    }

    @Test
    void leavesTheChoiceToWhoeverStartedTheProcess() {
        System.setProperty(UNPACK_INTO, folder.toString());
        try {
            new NativeCode(folder.resolve("native")).load();

            assertThat(folder).isEmptyDirectory();
            assertThat(System.getProperty(UNPACK_INTO)).isEqualTo(folder.toString());
        } finally {
            System.clearProperty(UNPACK_INTO);
        }
    }

    @Test
    void leavesItToTheDriverWhereItCannotBeKept() throws IOException {
        Path noDirectory = Files.createFile(folder.resolve("native"));

        new NativeCode(noDirectory).load();

        assertThat(System.getProperty(UNPACK_INTO)).isNull();
    }
}
