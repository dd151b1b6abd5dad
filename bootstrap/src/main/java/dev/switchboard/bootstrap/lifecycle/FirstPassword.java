package dev.switchboard.bootstrap.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The generated password of the first admin: shown on the terminal of the person who starts the
/// hub, and kept in a file that only the hub's user can read until the first log-in with it. It
/// never gets into a log, because logs travel.
public final class FirstPassword {

    private static final Logger log = LoggerFactory.getLogger(FirstPassword.class);

    private final Path file;

    public FirstPassword(Path dataDirectory) {
        this.file = dataDirectory.resolve("first-password");
    }

    void show(Secret password) {
        keep(password);
        Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .ifPresent(terminal ->
                        terminal.printf(
                                "%nThe user 'admin' has the password %s%n%n", password.reveal()));
        log.warn(
                "First start: the password of the user 'admin' is in {} until the first log-in",
                file);
    }

    private void keep(Secret password) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly());
            Files.writeString(file, password.reveal() + "\n", UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("The first password cannot be stored in " + file, e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// The first admin has logged in, so the password is known.
    public void used() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} is not needed any more and cannot be removed: {}", file, e.toString());
        }
    }
}
