package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.application.port.out.identity.SigningKeysContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest implements SigningKeysContract {

    @TempDir Path dataDir;

    @Override
    public SigningKeys keys() {
        return new SigningKeyFile(KeyFolder.in(dataDir));
    }

    @Override
    public void rotate() {
        try {
            Files.move(file(), file().resolveSibling("jwt-signing-previous.jwk"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return dataDir.resolve("keys/jwt-signing.jwk");
    }

    @Test
    void letsNobodyElseReadIt() throws IOException {
        keys().currentOr(() -> FIRST);

        assertThat(permissions(file())).isEqualTo("rw-------");
        assertThat(permissions(dataDir.resolve("keys"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void leavesNothingBesideTheKey() {
        keys().currentOr(() -> FIRST);

        assertThat(dataDir.resolve("keys").toFile().list()).containsExactly("jwt-signing.jwk");
    }

    @Test
    void neverReplacesAFile() throws IOException {
        Files.createDirectories(dataDir.resolve("keys"));
        Files.writeString(file(), "");

        assertThat(keys().currentOr(() -> FIRST).current().text().reveal()).isEmpty();
        assertThat(file()).isEmptyFile();
    }

    @Test
    void refusesADirectoryInItsPlace() throws IOException {
        Files.createDirectories(file());

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> keys().currentOr(() -> FIRST))
                .withMessageContaining(file().toString())
                .withMessageContaining("cannot be read or written");
    }
}
