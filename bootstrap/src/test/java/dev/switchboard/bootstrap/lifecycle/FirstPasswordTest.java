package dev.switchboard.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.bootstrap.settings.UnusableSettingException;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPasswordTest {

    @TempDir private Path folder;

    @Test
    void isKeptForTheHubsUserUntilItIsForgotten() throws IOException {
        FirstPassword password = new FirstPassword(folder.resolve("data"));
        assertThat(password.find()).isEmpty();

        password.keep(new Secret("one"));
        password.keep(new Secret("two"));

        assertThat(new FirstPassword(folder.resolve("data")).find()).contains(new Secret("two"));
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.getPosixFilePermissions(file))
                                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
        password.forget();
        assertThat(password.find()).isEmpty();
    }

    @Test
    void isNoneInAFileWithoutOne() throws IOException {
        Files.writeString(folder.resolve("first-password"), "\n");

        assertThat(new FirstPassword(folder).find()).isEmpty();
    }

    @Test
    void isRefusedInOneLineWhereItCannotBeKept() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));
        FirstPassword password = new FirstPassword(file);

        assertThat(password.find()).isEmpty();
        assertThatExceptionOfType(UnusableSettingException.class)
                .isThrownBy(() -> password.keep(new Secret("one")))
                .withMessageContaining(file.resolve("first-password").toString())
                .withMessageNotContaining("\n");
    }
}
