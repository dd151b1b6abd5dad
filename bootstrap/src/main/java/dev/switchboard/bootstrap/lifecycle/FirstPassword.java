package dev.switchboard.bootstrap.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.identity.KeptPassword;
import dev.switchboard.bootstrap.settings.UnusableSettingException;
import dev.switchboard.domain.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
public final class FirstPassword implements KeptPassword {

    private static final Logger LOG = LoggerFactory.getLogger(FirstPassword.class);

    private final Path file;

    public FirstPassword(Path dataDirectory) {
        this.file = dataDirectory.resolve("first-password");
    }

    void show(Secret password) {
        Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .ifPresent(terminal ->
                        terminal.printf(
                                "%nThe user 'admin' has the password %s%n%n", password.reveal()));
        LOG.warn("The first password of the user 'admin' is in {} until the first log-in", file);
    }

    @Override
    public Optional<Secret> find() {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file, UTF_8).strip())
                            .filter(password -> !password.isEmpty())
                            .map(Secret::new)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /// The file appears with all of its content, or not at all.
    @Override
    public void keep(Secret password) {
        Path draft = file.resolveSibling("first-password.new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly());
            try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = UTF_8.encode(password.reveal() + "\n");
                while (rest.hasRemaining()) {
                    written.write(rest);
                }
                written.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UnusableSettingException(
                    "switchboard.admin-password is unset and cannot be made and kept in %s (%s):"
                            .formatted(file, e.getClass().getSimpleName()),
                    "let the hub's user write there, or choose one.",
                    e);
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

    /// The first admin has logged in, so the password is known; or it is not the admin's.
    @Override
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is not needed any more and cannot be removed: {}", file, e.toString());
        }
    }
}
