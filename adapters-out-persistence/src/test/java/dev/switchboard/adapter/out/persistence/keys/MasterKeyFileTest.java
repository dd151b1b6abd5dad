package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

    @TempDir Path dataDir;

    @Test
    void makesAKeyAtTheFirstStartAndKeepsIt() {
        String first = new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate().id();

        assertThat(new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate().id()).isEqualTo(first);
    }

    @Test
    void makesAnotherKeyForEveryHub() {
        String first = new MasterKeyFile(KeyFolder.in(dataDir.resolve("a"))).readOrCreate().id();

        assertThat(new MasterKeyFile(KeyFolder.in(dataDir.resolve("b"))).readOrCreate().id())
                .isNotEqualTo(first);
    }

    @Test
    void letsNobodyElseReadIt() throws IOException {
        new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate();

        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(dataDir.resolve("keys")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void leavesNothingElseBehind() {
        new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate();

        assertThat(dataDir.resolve("keys")).isDirectoryContaining(file()::equals);
        assertThat(dataDir.resolve("keys").toFile().list()).hasSize(1);
    }

    @Test
    void agreesOnOneKeyWhenSeveralStartAtOnce() {
        assertThat(
                        InParallel.results(
                                8,
                                _ -> new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate().id()))
                .hasSize(8)
                .containsOnly(new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate().id());
    }

    @Test
    void refusesADamagedFileAndLeavesItAsItIs() throws IOException {
        Files.createDirectories(dataDir.resolve("keys"));
        Files.writeString(file(), "c2hvcnQ=");

        assertThatThrownBy(() -> new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate())
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining(file().toString());

        assertThat(file()).hasContent("c2hvcnQ=");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.createDirectories(dataDir.resolve("keys"));
        Files.createFile(file());

        assertThatThrownBy(() -> new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate())
                .isInstanceOf(MasterKeyException.class);
    }

    @Test
    void refusesAFileThatCannotBeRead() throws IOException {
        Files.createDirectories(file());

        assertThatThrownBy(() -> new MasterKeyFile(KeyFolder.in(dataDir)).readOrCreate())
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path file() {
        return dataDir.resolve("keys/master.key");
    }
}
