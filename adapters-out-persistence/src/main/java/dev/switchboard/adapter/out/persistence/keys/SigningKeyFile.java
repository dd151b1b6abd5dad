package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The signing keys of a hub whose store no other hub can use: a file for the current one, and
/// beside it the file of the previous one if an operator left it there.
public final class SigningKeyFile implements SigningKeys {

    private static final String CURRENT = "jwt-signing.jwk";
    private static final String PREVIOUS = "jwt-signing-previous.jwk";

    private final KeyFolder folder;

    public SigningKeyFile(KeyFolder folder) {
        this.folder = folder;
    }

    @Override
    public Kept currentOr(Supplier<Secret> fresh) {
        Path file = folder.file(CURRENT);
        try {
            if (Files.notExists(file)) {
                folder.create(CURRENT, fresh.get().reveal());
            }
            return read(file);
        } catch (IOException e) {
            throw new UnusableException(
                    "The signing key " + file + " cannot be read or written (" + e + ").", e);
        }
    }

    /// Empty if there is no current one.
    ///
    /// @throws UnusableException if a file cannot be read
    public Optional<Kept> find() {
        Path file = folder.file(CURRENT);
        try {
            return Files.notExists(file) ? Optional.empty() : Optional.of(read(file));
        } catch (IOException e) {
            throw new UnusableException(
                    "The signing key " + file + " cannot be read (" + e + ").", e);
        }
    }

    private Kept read(Path file) throws IOException {
        return new Kept(key(file), previous(), Files.getLastModifiedTime(file).toInstant());
    }

    private @Nullable KeyText previous() throws IOException {
        Path file = folder.file(PREVIOUS);
        return Files.notExists(file) ? null : key(file);
    }

    private static KeyText key(Path file) throws IOException {
        return new KeyText(new Secret(Files.readString(file)), file.toString());
    }
}
